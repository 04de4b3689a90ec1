/**
 * How answers are scored. The score of a corpus is computed from what each item contributes, over all items at once: never as a
 * mean over parts of the corpus, which is another number for BLEU, chrF, Matthews and correlations. Resampled or paired items
 * are scored by passing their rows.
 */
export interface Metric {
  /** What the scores need to know of one answer; at least one reference, and each of them is right. */
  statistics(answer: string, references: readonly string[]): number[]
  /** Score of a corpus, one row of statistics an item. */
  corpus(items: readonly (readonly number[])[]): Score
}

/** A metric under which an item alone has a score too. */
export interface ItemMetric extends Metric {
  /** Score of one item, in [0, 1], higher is better. */
  item(statistics: readonly number[]): number
  /** Whether the corpus score is the mean of the item scores. */
  isMean: boolean
}

/** `conventional`: undefined by its formula, and given a value by agreement. The value is a share, not a percentage. */
export type Score =
  | { state: 'scored'; value: number }
  | { state: 'conventional'; value: number; reason: string }
  | { state: 'undefined'; reason: string }

/** A metric whose corpus score is the mean of its item scores; an item scores by the reference that fits it best. */
export function meanOfItems(score: (answer: string, reference: string) => number): ItemMetric {
  return {
    isMean: true,
    statistics: (answer, references) => [Math.max(...references.map((reference) => score(answer, reference)))],
    item: ([value]) => Number(value),
    corpus: (items) => share(sumOf(items)[0], items.length, 'there are no items'),
  }
}

/** Column sums of the rows of a corpus; empty for no rows. */
export function sumOf(items: readonly (readonly number[])[]): number[] {
  const width = items[0]?.length ?? 0
  return Array.from({ length: width }, (_, column) => items.reduce((sum, row) => sum + Number(row[column]), 0))
}

/** A quotient as a score, or why there is none. */
export function share(part: number | undefined, whole: number, reason: string): Score {
  return part === undefined || whole === 0 ? { state: 'undefined', reason } : { state: 'scored', value: part / whole }
}
