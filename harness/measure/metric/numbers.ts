import { pearson } from '../../statistics/pearson.ts'
import { midRanks } from '../../statistics/ranks.ts'
import type { Metric } from './metric.ts'

/** Pearson's correlation of answers that are numbers with the right numbers. */
export const pearsonScore = correlate((values) => values)

/** Spearman's rank correlation of answers that are numbers with the right numbers. */
export const spearmanScore = correlate((values) => [...midRanks(values)])

/**
 * The number that a text is: a decimal number and nothing else, or nothing. Digit groups, words, infinities and the empty text,
 * which `Number` takes for 0, are no numbers.
 */
export function numberIn(text: string): number | undefined {
  return /^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/.test(text.trim()) ? Number(text) : undefined
}

/**
 * A correlation as a metric. An item alone has no score. An answer that is no number counts as the mean of the others (for
 * Spearman: their mean rank), which tells nothing: the correlation shrinks. A row holds whether the answer is a number, the
 * number, and the right one.
 */
function correlate(scale: (values: number[]) => number[]): Metric {
  return {
    statistics: (answer, [reference = '']) => {
      const right = numberIn(reference)
      if (right === undefined) throw new Error(`the right answer ${JSON.stringify(reference)} is not a number`)
      const given = numberIn(answer)
      return given === undefined ? [0, 0, right] : [1, given, right]
    },
    corpus: (items) => {
      const valid = scale(items.flatMap(([isNumber, given]) => (isNumber === 1 ? [Number(given)] : [])))
      if (valid.length === 0) return { state: 'undefined', reason: 'no answer is a number' }
      const mean = valid.reduce((sum, given) => sum + given, 0) / valid.length
      const next = valid[Symbol.iterator]()
      const given = items.map(([isNumber]) => (isNumber === 1 ? Number(next.next().value) : mean))
      const right = scale(items.map((row) => Number(row[2])))
      const r = pearson(given, right)
      return r.state === 'estimated' ? { state: 'scored', value: r.value } : r
    },
  }
}
