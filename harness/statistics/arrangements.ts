import type { Undefined } from './undefined.ts'

/** Up to this many arrangements are enumerated; beyond it, some are drawn at random. */
export const ENUMERABLE = 50_000

/** What a test over equally likely arrangements of the data found. */
export type RandomisationP =
  | {
      state: 'estimated'
      p: number
      /** The statistic of the data as they are. */
      statistic: number
      /** Smallest p that was possible; above alpha, the test cannot reject. */
      attainable: number
      method: 'exact' | 'Monte Carlo'
      /** Random arrangements drawn; 0 when all were enumerated. */
      resamples: number
    }
  | Undefined

/** In how many orders tasks can be arranged inside their clusters: the product of k! over clusters; may be infinite. */
export function countArrangements(clusterSizes: readonly number[]): number {
  return clusterSizes.reduce((product, size) => product * factorial(size), 1)
}

/** Every order of 0 … size - 1; the first is the order they have. For sizes up to 8. */
export function* orders(size: number): Generator<readonly number[]> {
  if (size === 0) {
    yield []
    return
  }
  for (const shorter of orders(size - 1)) {
    // The last one goes to the end first, so that the unchanged order comes before all others.
    for (let at = size - 1; at >= 0; at--) yield [...shorter.slice(0, at), size - 1, ...shorter.slice(at)]
  }
}

function factorial(n: number): number {
  let product = 1
  for (let k = 2; k <= n; k++) product *= k
  return product
}
