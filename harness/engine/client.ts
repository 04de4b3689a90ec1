import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Engine } from './engine.ts'
import { createFrameReader, encodeFrame } from './frames.ts'
import { numerics } from './numerics.ts'
import { failureError, generateRequestMessage, generateResult, scoreRequestMessage, scoreResult } from './wire.ts'
import type { Message, Numbered, RequestHeader, ResultHeader } from './wire.ts'

export interface ClientOptions {
  socketPath: string
  /** Milliseconds to keep trying while nobody listens, because a died process is being started again. */
  patience?: number
}

/**
 * An engine in another process. Several requests may be under way; they are answered as they finish. When that process dies, the requests under
 * way fail with an error that says so, and the next request connects anew. `close` leaves the process running.
 */
export function createEngineClient({ socketPath, patience = 10_000 }: ClientOptions): Engine {
  const pending = new Map<number, Pending>()
  let connection: Promise<Socket> | undefined
  let nextId = 1

  const receive = (json: unknown, payload: Uint8Array): void => {
    // Both ends are this package, so the header needs no second check.
    const header = json as ResultHeader & Numbered
    const waiting = pending.get(header.id)
    pending.delete(header.id)
    waiting?.resolve({ header, payload })
  }
  const open = async (): Promise<Socket> => {
    const socket = await connectPatiently(socketPath, patience)
    socket.on('data', createFrameReader(receive))
    socket.on('error', () => socket.destroy())
    socket.once('close', () => {
      connection = undefined
      for (const { reject, what } of pending.values()) {
        reject(
          new Error(
            `the engine process ended while it was ${what}. Run again: what was computed before is in the store.`,
          ),
        )
      }
      pending.clear()
    })
    return socket
  }
  const call = async (what: string, message: Message<RequestHeader>): Promise<Message<ResultHeader>> => {
    connection ??= open().catch((error: unknown) => {
      connection = undefined
      throw error
    })
    const socket = await connection
    const id = nextId++
    const answer = new Promise<Message<ResultHeader>>((resolve, reject) => pending.set(id, { what, resolve, reject }))
    // An idle connection must not keep its process alive.
    socket.ref()
    socket.write(encodeFrame({ id, ...message.header }, message.payload))
    const { header, payload } = await answer.finally(() => {
      if (pending.size === 0) socket.unref()
    })
    if (header.call === 'failed') throw failureError(header)
    return { header, payload }
  }
  return {
    score: async (request) => {
      const what = `scoring ${request.sequences.length} sequences with ${request.model.adapter ?? request.model.base}`
      const { header, payload } = await call(what, scoreRequestMessage(request))
      if (header.call !== 'score') throw wrongAnswer('score', header)
      return scoreResult({ header, payload })
    },
    generate: async (request) => {
      const what = `continuing ${request.prompts.length} prompts with ${request.model.adapter ?? request.model.base}`
      const { header, payload } = await call(what, generateRequestMessage(request))
      if (header.call !== 'generate') throw wrongAnswer('generate', header)
      return generateResult({ header, payload })
    },
    // The engine process is this package too: what its digits depend on is known without asking, and without starting it.
    numerics: (model) => Promise.resolve(numerics(model)),
    close: async () => {
      const socket = await connection?.catch(() => undefined)
      socket?.destroy()
    },
  }
}

interface Pending {
  what: string
  resolve: (message: Message<ResultHeader>) => void
  reject: (error: Error) => void
}

async function connectPatiently(socketPath: string, patience: number): Promise<Socket> {
  const pause = 50
  for (let waited = 0; ; waited += pause) {
    try {
      return await connectOnce(socketPath)
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined
      const restarting = code === 'ECONNREFUSED' || code === 'ENOENT'
      if (!restarting || waited >= patience) {
        throw new Error(
          `no engine process listens on ${socketPath}: ${error instanceof Error ? error.message : String(error)}`,
        )
      }
      await sleep(pause)
    }
  }
}

function connectOnce(socketPath: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(socketPath)
    socket.once('error', reject)
    socket.once('connect', () => {
      socket.off('error', reject)
      resolve(socket)
    })
  })
}

function wrongAnswer(asked: string, { call }: ResultHeader): Error {
  return new Error(`the engine process answered ${call} to ${asked}: both sides must be the same version of kshot`)
}
