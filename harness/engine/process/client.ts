import type { Engine } from '../engine.ts'
import { numerics } from '../numerics.ts'
import { createResending } from './resending.ts'
import { failureError, generateRequestMessage, generateResult, scoreRequestMessage, scoreResult } from './wire.ts'
import type { Message, RequestHeader, ResultHeader } from './wire.ts'

export interface ClientOptions {
  socketPath: string
  /** Milliseconds to keep trying while nobody listens, because a died process is being started again. */
  patience?: number
}

/**
 * An engine in another process. Several requests may be under way; they are answered as they finish. When that process dies, those under way are
 * asked again once; one that ends the process again is a `RequestLost`. `close` leaves the process running.
 */
export function createEngineClient({ socketPath, patience = 10_000 }: ClientOptions): Engine {
  const resending = createResending(socketPath, patience)
  const call = async (what: string, message: Message<RequestHeader>): Promise<Message<ResultHeader>> => {
    const { header, payload } = await resending.ask(what, message)
    if (header.call === 'failed') throw failureError(header)
    return { header, payload }
  }
  return {
    score: async (request) => {
      const what = `it scored ${request.sequences.length} sequences with ${request.model.adapter ?? request.model.base}`
      const { header, payload } = await call(what, scoreRequestMessage(request))
      if (header.call !== 'score') throw wrongAnswer('score', header)
      return scoreResult({ header, payload })
    },
    generate: async (request) => {
      const what = `it continued ${request.prompts.length} prompts with ${request.model.adapter ?? request.model.base}`
      const { header, payload } = await call(what, generateRequestMessage(request))
      if (header.call !== 'generate') throw wrongAnswer('generate', header)
      return generateResult({ header, payload })
    },
    // The engine process is this package too: what its digits depend on is known without asking, and without starting it.
    numerics: (model) => Promise.resolve(numerics(model)),
    close: () => {
      resending.close()
      return Promise.resolve()
    },
  }
}

function wrongAnswer(asked: string, { call }: ResultHeader): Error {
  return new Error(`the engine process answered ${call} to ${asked}: both sides must be the same version of kshot`)
}
