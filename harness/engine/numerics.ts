import type { Numerics } from './engine.ts'
import { packTokens } from './packs.ts'
import { runtime } from './session.ts'

/** Raised with every change that may change a digit of a result. */
const version = '1'

/** What the last digits of this process's results depend on. */
export function numerics(threads: number): Numerics {
  return { version, runtime, device: 'cpu', precision: 'float32', threads, packTokens }
}
