import { type ItemMetric, sumOf } from './metric.ts'
import { countNgrams, overlap } from './ngrams.ts'
import { splitWords } from './whiteSpace.ts'

/**
 * chrF: F-score over n-grams of up to six characters, white space left out, in which recall weighs twice as much as precision;
 * with a word order of 2 it is chrF++, which counts words and pairs of words too.
 *
 * Equals sacreBLEU's: characters are code points, orders that one side lacks are left out, and of several references each item
 * takes the one it scores best against. A row holds for each order the n-grams of the answer, of the reference, and shared.
 * Source: Popović 2015, 2017.
 */
export function chrf(wordOrder: 0 | 2): ItemMetric {
  return {
    isMean: false,
    statistics: (answer, references) => {
      const mine = ngramsOf(answer, wordOrder)
      const rows = references.map((reference) => compare(mine, ngramsOf(reference, wordOrder)))
      return rows.reduce((best, row) => (score(row) > score(best) ? row : best))
    },
    item: score,
    corpus: (items) =>
      items.length === 0
        ? { state: 'undefined', reason: 'there are no items' }
        : { state: 'scored', value: score(sumOf(items)) },
  }
}

const characterOrders = [1, 2, 3, 4, 5, 6]
const recallWeight = 2 ** 2

function ngramsOf(text: string, wordOrder: 0 | 2): Map<string, number>[] {
  const characters = [...splitWords(text).join('')]
  const words = wordOrder === 0 ? [] : splitWords(text).flatMap(partPunctuation)
  return [
    ...characterOrders.map((order) => countNgrams(characters, order)),
    ...Array.from({ length: wordOrder }, (_, order) => countNgrams(words, order + 1)),
  ]
}

/** Parts one punctuation mark from a word: the last character if it is one, else the first. */
function partPunctuation(word: string): string[] {
  if (word.length === 1) return [word]
  if (mark.test(word.slice(-1))) return [word.slice(0, -1), word.slice(-1)]
  return mark.test(word.slice(0, 1)) ? [word.slice(0, 1), word.slice(1)] : [word]
}

const mark = /[!-/:-@[-`{-~]/

function compare(mine: readonly Map<string, number>[], right: readonly Map<string, number>[]): number[] {
  return mine.flatMap((ngrams, order) => {
    const others = right[order] ?? new Map<string, number>()
    // Where the reference has no n-gram of this order, those of the answer are not held against it.
    return [others.size === 0 ? 0 : total(ngrams), total(others), overlap(ngrams, others)]
  })
}

function score(statistics: readonly number[]): number {
  let precision = 0
  let recall = 0
  let orders = 0
  for (let at = 0; at < statistics.length; at += 3) {
    const [mine = 0, right = 0, shared = 0] = statistics.slice(at, at + 3)
    if (mine === 0 || right === 0) continue
    precision += shared / mine
    recall += shared / right
    orders++
  }
  if (precision + recall === 0) return 0
  precision /= orders
  recall /= orders
  return ((1 + recallWeight) * precision * recall) / (recallWeight * precision + recall)
}

function total(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0)
}
