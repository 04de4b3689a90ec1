import { countArrangements } from './arrangements.ts'

/**
 * How many tasks must be added to existing clusters before a restricted permutation can reach `alpha`?
 *
 * At least `shared` tasks must share a cluster with another, and 1 / arrangements must not exceed `alpha`. Counts the fewest:
 * single tasks get a partner first, then the largest cluster grows, which multiplies the arrangements most. 0 when
 * nothing is lacking; at least one cluster is given.
 *
 * @example tasksToAdd([1, 1, 1], 6, 0.05) // 4: three pairs, and one more because 2 x 2 x 2 arrangements reach only .125
 */
export function tasksToAdd(clusterSizes: readonly number[], shared: number, alpha: number): number {
  const sizes = [...clusterSizes].sort((a, b) => b - a)
  let added = 0
  const grow = (at: number) => {
    sizes[at] = Number(sizes[at]) + 1
    sizes.sort((a, b) => b - a)
    added++
  }
  while (sizes.reduce((sum, size) => sum + (size > 1 ? size : 0), 0) < shared) {
    const single = sizes.indexOf(1)
    grow(single < 0 ? 0 : single)
  }
  while (1 / countArrangements(sizes) > alpha) grow(0)
  return added
}
