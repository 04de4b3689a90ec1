import { parentPort } from 'node:worker_threads'
import { threadsOfOneEngine } from './numerics.ts'
import { createPackedEngine } from './packedEngine.ts'
import { engineResponder } from './responder.ts'
import type { Message, RequestHeader } from './wire.ts'

/** Entry of an engine thread: answers each message with one message. */
const respond = engineResponder(createPackedEngine({ threads: threadsOfOneEngine }))

parentPort?.on('message', (request: Message<RequestHeader>) => {
  void respond(request).then((answer) => {
    parentPort?.postMessage(answer)
  })
})
