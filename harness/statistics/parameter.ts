/**
 * Refuses a setting outside the open interval (low, high) with a RangeError: a caller's mistake, not an outcome of data.
 *
 * @example requireInside('alpha', 1.5, 0, 1) // RangeError: alpha: expected a number between 0 and 1, got 1.5
 */
export function requireInside(name: string, value: number, low: number, high: number): void {
  if (!(value > low && value < high))
    throw new RangeError(`${name}: expected a number between ${low} and ${high}, got ${value}`)
}

/** Refuses a number of random resamples that no p or interval can rest on. */
export function requireResamples(resamples: number): void {
  if (!Number.isSafeInteger(resamples) || resamples < 1)
    throw new RangeError(`resamples: expected a whole number of at least 1, got ${resamples}`)
}

/** Refuses a p outside [0, 1]: leaving it out would change the size of the family. */
export function requireProbabilities(p: readonly number[]): void {
  const wrong = p.findIndex((value) => !(value >= 0 && value <= 1))
  if (wrong >= 0)
    throw new RangeError(`p-value ${wrong + 1} of ${p.length}: expected a number in [0, 1], got ${p[wrong]}`)
}

/** Refuses a log e-value that is NaN or +Infinity; -Infinity is the e-value 0. */
export function requireLogE(logE: readonly number[]): void {
  const wrong = logE.findIndex((value) => !(value < Infinity))
  if (wrong >= 0)
    throw new RangeError(
      `log e-value ${wrong + 1} of ${logE.length}: expected a number below Infinity, got ${logE[wrong]}`,
    )
}
