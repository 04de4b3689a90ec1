import { requireLogE } from './parameter.ts'

/**
 * Holm's correction for e-values: keeps the chance of any false rejection below alpha at any time of stopping.
 *
 * The k-th largest of K is divided by K - k + 1 and never exceeds one before it: reject where the adjusted value reaches
 * 1/alpha. No assumption on how the tests depend on each other. Takes and gives natural logarithms, in the order of the
 * input; equal for ties. Every planned test counts: pass 0 (E = 1) for one that could not be computed.
 * A RangeError for NaN and +Infinity.
 * Source: Vovk and Wang 2021; Hartog and Lei 2025 for e-Holm.
 *
 * @example eHolm([Math.log(100), Math.log(30)]) // logs of 50 and 30: both reach 1/.05 = 20
 */
export function eHolm(logE: readonly number[]): number[] {
  requireLogE(logE)
  const adjusted = logE.map(() => 0)
  let smallest = Infinity
  logE
    .map((value, index) => ({ value, index }))
    .sort((a, b) => b.value - a.value || a.index - b.index)
    .forEach(({ value, index }, place) => {
      smallest = Math.min(smallest, value - Math.log(logE.length - place))
      adjusted[index] = smallest
    })
  return adjusted
}
