import { BroadcastChannel, parentPort, workerData } from 'node:worker_threads'
import { createPackedEngine } from './packedEngine.ts'
import { placementChannel } from './placement.ts'
import { engineResponder } from './responder.ts'
import type { Message, RequestHeader } from './wire.ts'
import type { WorkerSettings } from './workerPool.ts'

const placements = new BroadcastChannel(placementChannel)

/** Entry of an engine thread: answers each message with one message, and tells the process where nodes ran. Who starts it is this package, so its settings need no second check. */
const engine = createPackedEngine({
  ...(workerData as WorkerSettings),
  onPlacement: (placement) => {
    placements.postMessage(placement)
  },
})
const respond = engineResponder(engine)

parentPort?.on('message', (request: Message<RequestHeader>) => {
  void respond(request).then((answer) => {
    parentPort?.postMessage(answer)
  })
})
