/** A quantity that cannot be computed, and why. Never stands in as 0, 1 or NaN. */
export interface Undefined {
  state: 'undefined'
  /** A clause that completes "undefined: …", e.g. `all 12 values are equal`. */
  reason: string
}

/** Makes an `Undefined` with a reason for the reader of a report. */
export function notComputable(reason: string): Undefined {
  return { state: 'undefined', reason }
}
