import { parentPort, workerData } from 'node:worker_threads'
import { createPackedEngine } from './packedEngine.ts'
import { engineResponder } from './responder.ts'
import type { Message, RequestHeader } from './wire.ts'

/** Entry of an engine thread, started with its count of threads: answers each message with one message. */
const respond = engineResponder(createPackedEngine({ threads: Number(workerData) }))

parentPort?.on('message', (request: Message<RequestHeader>) => {
  void respond(request).then((answer) => {
    parentPort?.postMessage(answer)
  })
})
