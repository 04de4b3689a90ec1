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
