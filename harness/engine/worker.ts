import { BroadcastChannel, parentPort, workerData } from 'node:worker_threads'
import { createPackedEngine } from './packedEngine.ts'
import { placementChannel } from './placement.ts'
import { engineResponder } from './responder.ts'
import type { Message, RequestHeader } from './wire.ts'

const placements = new BroadcastChannel(placementChannel)

/** Entry of an engine thread, started with its count of threads: answers each message with one message, and tells the process where nodes ran. */
const engine = createPackedEngine({
  threads: Number(workerData),
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
