import { rmSync } from 'node:fs'
import { createServer } from 'node:net'
import type { Server, Socket } from 'node:net'
import { createFrameReader, encodeFrame } from './frames.ts'
import type { Responder } from './responder.ts'
import type { Greeting, Numbered, RequestHeader } from './wire.ts'

/** Serves requests on a unix socket or a named pipe, each connection after a greeting; resolves once it listens. Answers go out as they are ready, not in the order of the requests. */
export async function serve(respond: Responder, socketPath: string, greeting: Greeting = {}): Promise<Server> {
  const server = createServer((socket) => {
    socket.write(encodeFrame(greeting))
    answerOn(socket, respond)
  })
  // A process that was killed leaves its socket behind, and listening on it would fail for ever.
  if (!socketPath.startsWith('\\\\')) rmSync(socketPath, { force: true })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(socketPath, resolve)
  })
  return server
}

function answerOn(socket: Socket, respond: Responder): void {
  const gone = new AbortController()
  const read = createFrameReader((json, payload) => {
    // Both ends are this package, so the header needs no second check.
    const { id, ...header } = json as RequestHeader & Numbered
    void respond({ header, payload }, gone.signal).then((answer) => {
      if (socket.writable) socket.write(encodeFrame({ id, ...answer.header }, answer.payload))
    })
  })
  socket.on('data', read)
  socket.once('close', () => {
    gone.abort()
  })
  // A client that went away needs no answer, and its loss is no reason to die.
  socket.on('error', () => {
    socket.destroy()
  })
}
