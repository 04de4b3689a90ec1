import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { createFrameReader } from './frames.ts'
import type { Greeting, Message, Numbered, ResultHeader } from './wire.ts'

/** A connection to an engine process that has greeted. */
export interface Connection {
  /** How the process before this one ended, if there was one. */
  previous: string | undefined
  send: (frame: Uint8Array) => void
  /** Keeps this process alive, or no longer does. */
  hold: (alive: boolean) => void
  /** Calls back once, when the other end is gone. */
  onEnd: (listener: () => void) => void
  close: () => void
}

type Receive = (id: number, message: Message<ResultHeader>) => void

/** Connects to a socket, trying again for `patience` milliseconds while nobody listens, because a died process is being started again. */
export async function connectPatiently(socketPath: string, patience: number, receive: Receive): Promise<Connection> {
  const pause = 50
  for (let waited = 0; ; waited += pause) {
    try {
      return await connectOnce(socketPath, receive)
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : ''
      if (!restarting.has(code) || waited >= patience) {
        throw new Error(
          `no engine process listens on ${socketPath}: ${error instanceof Error ? error.message : String(error)}`,
        )
      }
      await sleep(pause)
    }
  }
}

const restarting = new Set(['ECONNREFUSED', 'ENOENT', 'ECONNRESET', 'EPIPE'])

/** The first frame is the greeting: who connects to a process that is just dying hears none. */
function connectOnce(socketPath: string, receive: Receive): Promise<Connection> {
  return new Promise((resolve, reject) => {
    const socket = connect(socketPath)
    let greeted = false
    const read = createFrameReader((json, payload) => {
      // Both ends are this package, so the header needs no second check.
      if (greeted) {
        const header = json as ResultHeader & Numbered
        receive(header.id, { header, payload })
        return
      }
      greeted = true
      resolve(connection(socket, json as Greeting))
    })
    socket.on('data', read)
    socket.on('error', (error) => {
      reject(error)
      socket.destroy()
    })
    socket.once('close', () => {
      reject(Object.assign(new Error('it ended before it greeted'), { code: 'ECONNRESET' }))
    })
  })
}

function connection(socket: Socket, { previous }: Greeting): Connection {
  return {
    previous,
    send: (frame) => {
      socket.write(frame)
    },
    hold: (alive) => {
      if (alive) socket.ref()
      else socket.unref()
    },
    onEnd: (listener) => {
      if (socket.destroyed) queueMicrotask(listener)
      else socket.once('close', listener)
    },
    close: () => {
      socket.destroy()
    },
  }
}
