import { requireLogE } from './parameter.ts'

/**
 * Benjamini and Hochberg's correction for e-values: keeps the expected share of false rejections below alpha.
 *
 * Reject the k largest for the largest k with E_(k) >= K / (alpha k): the adjusted value is the largest of j E_(j) / K from its
 * own place on, and rejects where it reaches 1/alpha. Valid under any dependence. Takes and gives natural logarithms,
 * in the order of the input; equal for ties. A RangeError for NaN and +Infinity.
 * Source: Wang and Ramdas 2022.
 *
 * @example eBenjaminiHochberg([Math.log(100), Math.log(30)]) // logs of 50 and 30
 */
export function eBenjaminiHochberg(logE: readonly number[]): number[] {
  requireLogE(logE)
  const adjusted = logE.map(() => 0)
  let largest = -Infinity
  logE
    .map((value, index) => ({ value, index }))
    .sort((a, b) => a.value - b.value || b.index - a.index)
    .forEach(({ value, index }, place) => {
      largest = Math.max(largest, value + Math.log((logE.length - place) / logE.length))
      adjusted[index] = largest
    })
  return adjusted
}
