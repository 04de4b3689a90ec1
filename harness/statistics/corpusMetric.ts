/**
 * A metric of a whole corpus of outputs (BLEU, Matthews' correlation …), of which items have no scores of their own.
 *
 * The k-th output is that of system A (`systems[k]` 0) or B (1) on item `items[k]`; an item may occur more than once. Keeps no
 * reference to the arrays. Gives undefined where it cannot be computed.
 */
export type CorpusMetric = (items: Uint32Array, systems: Uint8Array) => number | undefined

/** The metric of A minus that of B on the same items, or nothing where either has no value. */
export function metricDifference(
  metric: CorpusMetric,
  items: Uint32Array,
  ofA: Uint8Array,
  ofB: Uint8Array,
): number | undefined {
  const a = metric(items, ofA)
  const b = metric(items, ofB)
  return a === undefined || b === undefined || !Number.isFinite(a - b) ? undefined : a - b
}

/** The same difference without each item in turn; NaN where it has no value. For two items or more. */
export function withoutEachItem(metric: CorpusMetric, items: number): Float64Array {
  const ofA = new Uint8Array(items - 1)
  const ofB = new Uint8Array(items - 1).fill(1)
  const rest = Uint32Array.from({ length: items - 1 }, (_, k) => k + 1)
  return Float64Array.from({ length: items }, (_, without) => {
    // The list without item k differs from the one without item k - 1 in one place.
    if (without > 0) rest[without - 1] = without - 1
    return metricDifference(metric, rest, ofA, ofB) ?? NaN
  })
}
