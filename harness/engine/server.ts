import { rmSync } from 'node:fs'
import { createServer } from 'node:net'
import type { Server, Socket } from 'node:net'
import type { Engine } from './engine.ts'
import { createFrameReader, encodeFrame } from './frames.ts'
import { failure, generateRequest, generateResultMessage, scoreRequest, scoreResultMessage } from './wire.ts'
import type { Message, Numbered, RequestHeader, ResultHeader } from './wire.ts'

/** Serves an engine on a unix socket or a named pipe; resolves once it listens. Requests are answered in the order the engine finishes them. */
export async function serveEngine(engine: Engine, socketPath: string): Promise<Server> {
  const server = createServer((socket) => {
    serve(engine, socket)
  })
  // A process that was killed leaves its socket behind, and listening on it would fail for ever.
  if (!socketPath.startsWith('\\\\')) rmSync(socketPath, { force: true })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(socketPath, resolve)
  })
  return server
}

function serve(engine: Engine, socket: Socket): void {
  const answer = ({ id }: Numbered, { header, payload }: Message<ResultHeader>): void => {
    if (socket.writable) socket.write(encodeFrame({ id, ...header }, payload))
  }
  const read = createFrameReader((json, payload) => {
    // Both ends are this package, so the header needs no second check.
    const header = json as RequestHeader & Numbered
    respond(engine, header, payload).then(
      (message) => {
        answer(header, message)
      },
      (error: unknown) => {
        answer(header, { header: failure(error), payload: new Uint8Array(0) })
      },
    )
  })
  socket.on('data', read)
  // A client that went away needs no answer, and its loss is no reason to die.
  socket.on('error', () => socket.destroy())
}

async function respond(engine: Engine, header: RequestHeader, payload: Uint8Array): Promise<Message<ResultHeader>> {
  switch (header.call) {
    case 'score':
      return scoreResultMessage(await engine.score(scoreRequest({ header, payload })))
    case 'generate':
      return generateResultMessage(await engine.generate(generateRequest({ header, payload })))
    case 'numerics':
      return { header: { call: 'numerics', numerics: await engine.numerics() }, payload: new Uint8Array(0) }
  }
}
