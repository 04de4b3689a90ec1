import { BroadcastChannel, parentPort, workerData } from 'node:worker_threads'
import type { Answered, Held, Reply, Task, WorkerSettings } from './engineWorker.ts'
import { createPackedEngine } from '../packed/packedEngine.ts'
import { placementChannel } from '../session/placement.ts'
import { engineResponder } from './responder.ts'

const placements = new BroadcastChannel(placementChannel)

/** Entry of an engine thread: answers each message with one message, and tells the process where nodes ran. Who starts it is this package, so its settings need no second check. */
const engine = createPackedEngine({
  ...(workerData as WorkerSettings),
  onPlacement: (placement) => {
    placements.postMessage(placement)
  },
})
const respond = engineResponder(engine)

async function perform(task: Task): Promise<Held | Answered> {
  switch (task.do) {
    case 'answer': {
      const answer = await respond(task.request)
      return { answer, held: engine.held() }
    }
    case 'load':
      // The request itself meets the same fault, and is told.
      await engine.load(task.next, task.beside).catch(() => undefined)
      return { held: engine.held() }
    case 'release':
      await engine.close()
      return { held: engine.held() }
  }
}

parentPort?.on('message', (task: Task) => {
  void perform(task).then((reply) => {
    parentPort?.postMessage({ id: task.id, reply } satisfies Reply)
  })
})
