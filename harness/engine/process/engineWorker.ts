import type { ModelPaths } from '../engine.ts'
import type { Beside } from '../session/openModels.ts'
import type { NextRequest } from '../packed/packedEngine.ts'
import { startThread } from '../session/thread.ts'
import type { Message, RequestHeader, ResultHeader } from './wire.ts'

/** An engine in another thread, which does what it is told in that order. */
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

/** What a thread is told; it answers each with `Held`, a request with `Answered`. */
export type Task =
  | { do: 'answer'; request: Message<RequestHeader> }
  | { do: 'load'; next: NextRequest; beside: Beside }
  | { do: 'release' }

export interface WorkerSettings {
  threads: number
  /** Bytes of weights that stay loaded. */
  budget: number
}

/** Starts an engine in a thread of its own. */
export function startEngineWorker(settings: WorkerSettings): EngineWorker {
  const worker = startThread(new URL('./worker.ts', import.meta.url), settings)
  let last: Promise<unknown> = Promise.resolve()
  // Replies carry no name of what they reply to, so the next task waits for the last reply.
  const tell = <Reply extends Held>(task: Task): Promise<Reply> => {
    const reply = last.then(
      () =>
        new Promise<Reply>((resolve) => {
          // Both ends are this package.
          worker.once('message', resolve)
          worker.postMessage(task)
        }),
    )
    last = reply
    return reply
  }
  return {
    answer: (request) => tell<Answered>({ do: 'answer', request }),
    load: (next, beside) => tell({ do: 'load', next, beside }),
    release: () => tell({ do: 'release' }),
  }
}
