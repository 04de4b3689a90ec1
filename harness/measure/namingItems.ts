import { SequenceError } from '../engine/requestCheck.ts'

/** Asks the engine, and turns a complaint about one sequence of the request into one about the item it belongs to. */
export async function namingItems<Answer>(items: readonly string[], ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask()
  } catch (error) {
    if (!(error instanceof SequenceError)) throw error
    throw new Error(`item ${items[error.sequence] ?? 'unknown'}: ${error.message}`, { cause: error })
  }
}
