import { SequenceError } from '../engine/requestCheck.ts'
import { RequestLost } from '../engine/process/resending.ts'

/** Asks the engine, and turns a complaint about the request, or one sequence of it, into one about the items it belongs to. */
export async function namingItems<Answer>(items: readonly string[], ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof RequestLost)
      throw new Error(`items ${[...new Set(items)].join(', ')}: ${error.message}`, { cause: error })
    if (!(error instanceof SequenceError)) throw error
    throw new Error(`item ${items[error.sequence] ?? 'unknown'}: ${error.message}`, { cause: error })
  }
}
