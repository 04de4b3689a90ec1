import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { connect, createServer, type Socket } from 'node:net'
import type { Engine, GenerateResult, ScoreResult } from '../engine/engine.ts'

/** What the worker tells the reporter while tests run; test results alone would be silent through a long hypothesis. */
export type Note =
  | { note: 'began'; task: string; cell: string }
  | { note: 'ended' }
  /** Something is about to be asked of the engine: it is started now, and never when the store knows everything. */
  | { note: 'engine wanted' }
  | { note: 'computed'; tokens: number }

/** Listens for notes on a socket or named pipe. A broken connection is no error here: what waits for an engine in vain says so. */
export function receiveNotes(path: string, onNote: (note: Note) => void): NoteReceiver {
  const senders = new Set<Socket>()
  const server = createServer((socket) => {
    let rest = ''
    senders.add(socket)
    socket.on('close', () => senders.delete(socket))
    socket.setEncoding('utf8').on('error', () => socket.destroy())
    socket.on('data', (text: string) => {
      const lines = (rest + text).split('\n')
      rest = lines.pop() ?? ''
      // Both ends are this package.
      for (const line of lines) onNote(JSON.parse(line) as Note)
    })
    socket.unref()
  })
  rmSync(path, { force: true })
  server.on('error', () => undefined)
  server.listen(path)
  server.unref()
  return {
    async sendersGone(patience) {
      const gone = [...senders].map((socket) => once(socket, 'close', { signal: AbortSignal.timeout(patience) }))
      await Promise.allSettled(gone)
    },
    close() {
      server.close()
      rmSync(path, { force: true })
    },
  }
}

export interface NoteReceiver {
  /** Resolves once all processes that sent notes have ended, or after so many milliseconds. */
  sendersGone: (patience: number) => Promise<void>
  close: () => void
}

/** Sends notes to the reporter of this run, many at once: each sending wakes its process. Only what something waits for goes at once. */
export function sendNotes(path: string): (note: Note) => void {
  const socket = connect(path)
  socket.on('error', () => undefined)
  socket.unref()
  let held: Note[] = []
  const send = (): void => {
    if (!socket.destroyed && held.length > 0) socket.write(held.map((note) => `${JSON.stringify(note)}\n`).join(''))
    held = []
  }
  return (note) => {
    if (held.length === 0) setTimeout(send, HELD_BACK).unref()
    held.push(note)
    if (note.note === 'engine wanted') send()
  }
}

/** Milliseconds: less than anybody sees of a progress line. */
const HELD_BACK = 100

/** The same engine; that it is wanted is told before its first request, and the tokens of each answer after it. */
export function notingEngine(engine: Engine, send: (note: Note) => void): Engine {
  let wanted = false
  const noted = async <Result extends ScoreResult | GenerateResult>(ask: () => Promise<Result>): Promise<Result> => {
    if (!wanted) send({ note: 'engine wanted' })
    wanted = true
    const result = await ask()
    send({ note: 'computed', tokens: result.cost.computed })
    return result
  }
  return {
    ...engine,
    score: (request) => noted(() => engine.score(request)),
    generate: (request) => noted(() => engine.generate(request)),
  }
}
