import type { ItemMetric, Score } from './metric.ts'

/**
 * Matthews correlation coefficient over any number of labels: how far answers and right labels go together, in [−1, 1].
 *
 * An answer that is no label counts as one more class. Undefined where all answers, or all right labels, are the same, and 0 by
 * convention then. Source: Matthews 1975, Gorodkin 2004.
 */
export function matthews(labels: readonly string[]): ItemMetric {
  return overCounts(labels, (right, given, hits, items) => {
    const chance = right.reduce((sum, count, label) => sum + count * Number(given[label]), 0)
    const spread = (counts: readonly number[]) => items ** 2 - counts.reduce((sum, count) => sum + count ** 2, 0)
    const scale = Math.sqrt(spread(right) * spread(given))
    if (scale === 0) {
      const side = spread(right) === 0 ? 'right labels' : 'answers'
      return { state: 'conventional', value: 0, reason: `all ${items} ${side} are the same` }
    }
    return { state: 'scored', value: (total(hits) * items - chance) / scale }
  })
}

/** Macro-F1: the mean, over the labels that are right somewhere, of each one's F1. */
export function macroF1(labels: readonly string[]): ItemMetric {
  return overCounts(labels, (right, given, hits) => {
    const scores = right.flatMap((count, label) =>
      count === 0 ? [] : [(2 * Number(hits[label])) / (count + Number(given[label]))],
    )
    return { state: 'scored', value: total(scores) / scores.length }
  })
}

/** A metric of how often each label is right, given, and both; the last class is that of invalid answers. A row holds two classes. */
function overCounts(
  labels: readonly string[],
  score: (right: number[], given: number[], hits: number[], items: number) => Score,
): ItemMetric {
  return {
    isMean: false,
    statistics: (answer, references) => {
      const right = labels.indexOf(references.includes(answer) ? answer : (references[0] ?? ''))
      if (right === -1) throw new Error(`the right answer ${JSON.stringify(references[0])} is none of the labels`)
      const given = labels.indexOf(answer)
      return [right, given === -1 ? labels.length : given]
    },
    item: ([right, given]) => (right === given ? 1 : 0),
    corpus: (items) => {
      if (items.length === 0) return { state: 'undefined', reason: 'there are no items' }
      const counts = (of: readonly (readonly number[])[], column: 0 | 1) => {
        const found = new Array<number>(labels.length + 1).fill(0)
        for (const row of of) found[Number(row[column])] = Number(found[Number(row[column])]) + 1
        return found
      }
      const hits = items.filter(([right, given]) => right === given)
      return score(counts(items, 0), counts(items, 1), counts(hits, 0), items.length)
    },
  }
}

const total = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0)
