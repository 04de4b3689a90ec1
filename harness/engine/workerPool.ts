import { Worker } from 'node:worker_threads'
import type { ModelPaths } from './engine.ts'
import type { Responder } from './responder.ts'
import type { Message, RequestHeader, ResultHeader } from './wire.ts'

/**
 * Answers requests with engines in threads of their own. Small models: up to `size` engines of one thread each, side by side. Large models: one
 * engine on all threads, alone, since a copy of the weights for each thread costs more than the engines' waiting for one another. Requests
 * begin in the order they came. Which engine answers changes no digit.
 */
export function createWorkerPool(
  size: number,
  start: (threads: number) => EngineWorker,
  isLarge: (model: ModelPaths) => boolean,
): Responder {
  const narrow: Member[] = []
  const wide: Member[] = []
  const waiting: { request: Message<RequestHeader>; answer: (result: Message<ResultHeader>) => void }[] = []
  const newMember = (group: Member[], threads: number): Member => {
    const member = { worker: start(threads), busy: false, models: new Set<string>() }
    group.push(member)
    return member
  }
  const memberFor = ({ model }: RequestHeader): Member | undefined => {
    if (size > 1 && isLarge(model)) {
      if ([...narrow, ...wide].some(({ busy }) => busy)) return undefined
      return wide[0] ?? newMember(wide, size)
    }
    if (wide.some(({ busy }) => busy)) return undefined
    const idle = narrow.filter(({ busy }) => !busy)
    const known = idle.find(({ models }) => models.has(modelKey(model))) ?? idle[0]
    return known ?? (narrow.length < size ? newMember(narrow, 1) : undefined)
  }
  const next = (): void => {
    const [first] = waiting
    if (first === undefined) return
    const member = memberFor(first.request.header)
    if (member === undefined) return
    waiting.shift()
    member.busy = true
    member.models.add(modelKey(first.request.header.model))
    void member.worker.ask(first.request).then((result) => {
      member.busy = false
      first.answer(result)
      next()
    })
    next()
  }
  return (request) =>
    new Promise((answer) => {
      waiting.push({ request, answer })
      next()
    })
}

/** An engine in another thread that takes one request at a time. */
export interface EngineWorker {
  ask: Responder
}

interface Member {
  worker: EngineWorker
  busy: boolean
  models: Set<string>
}

export interface WorkerSettings {
  threads: number
  /** Bytes of weights that stay loaded. */
  budget: number
}

/** Starts an engine in a thread of its own. What it throws outside a request ends the process, as it would on the main thread. */
export function startEngineWorker(settings: WorkerSettings): EngineWorker {
  // A loader that was given to the process does not reach its threads on Node 20, so the thread registers it anew.
  const loader = import.meta.resolve('tsx/esm/api')
  const entry = new URL('./worker.ts', import.meta.url).href
  const code = `import(${JSON.stringify(loader)}).then((tsx) => { tsx.register(); return import(${JSON.stringify(entry)}) })`
  const worker = new Worker(code, { eval: true, workerData: settings })
  return {
    ask: (request) =>
      new Promise((resolve) => {
        worker.once('message', resolve)
        worker.postMessage(request)
      }),
  }
}

function modelKey(model: ModelPaths): string {
  return JSON.stringify(model)
}
