import type { ModelPaths } from '../engine.ts'
import type { Beside } from '../session/openModels.ts'
import type { NextRequest } from '../packed/packedEngine.ts'
import { startThread } from '../session/thread.ts'
import type { Message, RequestHeader, ResultHeader } from './wire.ts'

/** An engine in another thread. What it is told it begins in that order, and ends before it begins the next, but for requests that it answers side by side. */
export interface EngineWorker {
  answer: (request: Message<RequestHeader>) => Promise<Answered>
  /** Loads what a request will need, where memory has room for it beside all that is in use or waited for. What fails is the request's to tell. */
  load: (next: NextRequest, beside: Beside) => Promise<Held>
  /** Releases every model. */
  release: () => Promise<Held>
}

/** Models whose weights an engine has loaded. */
export interface Held {
  held: ModelPaths[]
}

export interface Answered extends Held {
  answer: Message<ResultHeader>
}

/** What a thread is told; it answers each with a `Reply` of the same id. */
export type Task = { id: number } & (
  | { do: 'answer'; request: Message<RequestHeader> }
  | { do: 'load'; next: NextRequest; beside: Beside }
  | { do: 'release' }
)

/** To a request it holds an answer. */
export interface Reply {
  id: number
  reply: Held | Answered
}

export interface WorkerSettings {
  threads: number
  /** Bytes of weights that stay loaded. */
  budget: number
}

/** Starts an engine in a thread of its own. */
export function startEngineWorker(settings: WorkerSettings): EngineWorker {
  const worker = startThread(new URL('./worker.ts', import.meta.url), settings)
  const waiting = new Map<number, (reply: Held | Answered) => void>()
  let tasks = 0
  worker.on('message', ({ id, reply }: Reply) => {
    waiting.get(id)?.(reply)
    waiting.delete(id)
  })
  const tell = <Told extends Held>(task: (id: number) => Task): Promise<Told> =>
    new Promise((resolve) => {
      const id = tasks++
      // Both ends are this package.
      waiting.set(id, resolve as (reply: Held) => void)
      worker.postMessage(task(id))
    })
  return {
    answer: (request) => tell<Answered>((id) => ({ id, do: 'answer', request })),
    load: (next, beside) => tell((id) => ({ id, do: 'load', next, beside })),
    release: () => tell((id) => ({ id, do: 'release' })),
  }
}
