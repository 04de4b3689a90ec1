/**
 * Mid-ranks: the place of each value in the sorted list, from 1; tied values share the mean of their places.
 *
 * Values are compared exactly; the caller makes sure that they are finite.
 *
 * @example midRanks([0.2, 0.9, 0.2]) // [1.5, 3, 1.5]
 */
export function midRanks(values: ArrayLike<number>): Float64Array {
  const sorted = Float64Array.from(values).sort()
  const rankOf = new Map<number, number>()
  for (let start = 0; start < sorted.length;) {
    const value = Number(sorted[start])
    let end = start
    while (end < sorted.length && sorted[end] === value) end++
    rankOf.set(value, (start + 1 + end) / 2)
    start = end
  }
  return Float64Array.from(values, (value) => Number(rankOf.get(value)))
}
