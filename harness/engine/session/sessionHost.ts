import { parentPort } from 'node:worker_threads'
import { openSession } from './session.ts'
import type { Session, Values } from './session.ts'
import { bufferOf } from './sessionThread.ts'
import type { Answer, Order } from './sessionThread.ts'

/** Entry of a thread that holds sessions, each known by the number that who asked for it gave. */
const sessions = new Map<number, Session>()

async function perform(order: Order): Promise<Record<string, Values>> {
  if (order.do === 'open') {
    sessions.set(order.session, await openSession(order.graph, order.threads))
    return {}
  }
  const session = sessions.get(order.session)
  if (session === undefined) throw new Error(`no session ${order.session}: this is a fault of the engine`)
  if (order.do === 'run') return session.run(order.inputs, order.outputs)
  sessions.delete(order.session)
  await session.release()
  return {}
}

function answer(reply: Answer): void {
  parentPort?.postMessage(
    reply,
    reply.state === 'done' ? Object.values(reply.results).flatMap(({ data }) => bufferOf(data)) : [],
  )
}

parentPort?.on('message', (order: Order) => {
  perform(order).then(
    (results) => {
      answer({ id: order.id, state: 'done', results })
    },
    (error: unknown) => {
      answer({ id: order.id, state: 'failed', error })
    },
  )
})
