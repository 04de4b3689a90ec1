import type { Graph } from '../graph/graph.ts'
import type { Session, Values } from './session.ts'
import { startThread } from './thread.ts'

/** A thread that holds sessions: while one of them runs, who asked goes on. */
export interface SessionThread {
  /** Loads a graph there. Of a run's inputs it takes those that its graph has; what is marked `once` is moved, not copied. */
  open: (graph: Graph, threads: number) => Promise<Session>
  close: () => Promise<void>
}

/** What the thread is told; it answers each with an `Answer` of the same id. */
export type Order = { id: number } & (
  | { do: 'open'; session: number; graph: Graph; threads: number }
  | { do: 'run'; session: number; inputs: Record<string, Values>; outputs: readonly string[] }
  | { do: 'release'; session: number }
)

export type Answer = { id: number } & (
  { state: 'done'; results: Record<string, Values> } | { state: 'failed'; error: unknown }
)

/** Starts a thread of its own; while it has nothing to do, it does not keep the process alive. */
export function startSessionThread(): SessionThread {
  const worker = startThread(new URL('./sessionHost.ts', import.meta.url))
  worker.unref()
  const waiting = new Map<number, (answer: Answer) => void>()
  let [orders, sessions] = [0, 0]
  worker.on('message', (answer: Answer) => {
    const receive = waiting.get(answer.id)
    waiting.delete(answer.id)
    if (waiting.size === 0) worker.unref()
    receive?.(answer)
  })
  const tell = async (
    order: (id: number) => Order,
    moved: readonly ArrayBuffer[] = [],
  ): Promise<Record<string, Values>> => {
    const id = orders++
    const answer = await new Promise<Answer>((resolve) => {
      waiting.set(id, resolve)
      worker.ref()
      worker.postMessage(order(id), moved)
    })
    if (answer.state === 'failed') throw answer.error
    return answer.results
  }
  return {
    open: async (graph, threads) => {
      const session = sessions++
      await tell((id) => ({ id, do: 'open', session, graph, threads }))
      const known = new Set(graph.inputs.map(({ name }) => name))
      return {
        run: (all, outputs) => {
          const inputs = Object.fromEntries(Object.entries(all).filter(([name]) => known.has(name)))
          return tell((id) => ({ id, do: 'run', session, inputs, outputs }), movedBuffers(inputs))
        },
        release: async () => {
          await tell((id) => ({ id, do: 'release', session }))
        },
      }
    },
    close: async () => {
      await worker.terminate()
    },
  }
}

/** Buffers that go over to the other side with a message; none is empty, since those may be the same one several times. */
function movedBuffers(inputs: Record<string, Values>): ArrayBuffer[] {
  return Object.values(inputs).flatMap(({ data, once }) => (once === true ? bufferOf(data) : []))
}

export function bufferOf({ buffer }: Values['data']): ArrayBuffer[] {
  return buffer instanceof ArrayBuffer && buffer.byteLength > 0 ? [buffer] : []
}
