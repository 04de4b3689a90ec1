import { rmSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import type { Engine } from '../engine/engine.ts'

/** What the worker tells the reporter while tests run; test results alone would be silent through a long hypothesis. */
export type ProgressNote =
  { note: 'began'; task: string; cell: string } | { note: 'ended' } | { note: 'computed'; tokens: number }

/** Listens for notes on a socket or named pipe; nothing depends on them, so a broken connection is no error. */
export function receiveNotes(path: string, onNote: (note: ProgressNote) => void): () => void {
  const server = createServer((socket) => {
    let rest = ''
    socket.setEncoding('utf8').on('error', () => socket.destroy())
    socket.on('data', (text: string) => {
      const lines = (rest + text).split('\n')
      rest = lines.pop() ?? ''
      // Both ends are this package.
      for (const line of lines) onNote(JSON.parse(line) as ProgressNote)
    })
    socket.unref()
  })
  rmSync(path, { force: true })
  server.on('error', () => undefined)
  server.listen(path)
  server.unref()
  return () => {
    server.close()
    rmSync(path, { force: true })
  }
}

/** Sends notes to the reporter of this run. */
export function sendNotes(path: string): (note: ProgressNote) => void {
  const socket = connect(path)
  socket.on('error', () => undefined)
  socket.unref()
  return (note) => {
    if (!socket.destroyed) socket.write(`${JSON.stringify(note)}\n`)
  }
}

/** The same engine; every answer is noted with the tokens it took. */
export function notingEngine(engine: Engine, send: (note: ProgressNote) => void): Engine {
  return {
    ...engine,
    async score(request) {
      const result = await engine.score(request)
      send({ note: 'computed', tokens: result.cost.computed })
      return result
    },
    async generate(request) {
      const result = await engine.generate(request)
      send({ note: 'computed', tokens: result.cost.computed })
      return result
    },
  }
}
