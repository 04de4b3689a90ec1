import type { Engine } from '../engine.ts'
import { failure, generateRequest, generateResultMessage, scoreRequest, scoreResultMessage } from './wire.ts'
import type { Message, RequestHeader, ResultHeader } from './wire.ts'

/** Answers one request of the wire; a fault is an answer too, so it never rejects. A request that has not begun when who asked is `gone` need not be answered. */
export type Responder = (request: Message<RequestHeader>, gone?: AbortSignal) => Promise<Message<ResultHeader>>

/** Answers requests with an engine of this thread. */
export function engineResponder(engine: Engine): Responder {
  return (request) => respond(engine, request).catch((error: unknown) => bare(failure(error)))
}

async function respond(engine: Engine, { header, payload }: Message<RequestHeader>): Promise<Message<ResultHeader>> {
  switch (header.call) {
    case 'score':
      return scoreResultMessage(await engine.score(scoreRequest({ header, payload })))
    case 'generate':
      return generateResultMessage(await engine.generate(generateRequest({ header, payload })))
  }
}

function bare(header: ResultHeader): Message<ResultHeader> {
  return { header, payload: new Uint8Array(0) }
}
