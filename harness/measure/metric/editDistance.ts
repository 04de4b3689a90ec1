import { type ItemMetric, share, sumOf } from './metric.ts'
import { splitWords } from './whiteSpace.ts'

/**
 * Word edit distance: how many words must be put in, left out or replaced to turn the answer into a reference (Levenshtein 1966).
 *
 * The item score is the similarity, 1 − distance / words of the longer text; 1 for two texts of no words. The corpus score is the
 * word error rate, all distances over all reference words: lower is better, and it may exceed 1. Of several references an item
 * takes the most similar, the first of equals. A row holds the similarity, the distance and the words of the reference.
 */
export const editDistance: ItemMetric = {
  isMean: false,
  statistics: (answer, references) => {
    const words = splitWords(answer)
    const rows = references.map((reference) => row(words, splitWords(reference)))
    return rows.reduce((best, each) => (Number(each[0]) > Number(best[0]) ? each : best))
  },
  item: ([similarity]) => Number(similarity),
  corpus: (items) => {
    const [, edits, words] = sumOf(items)
    return share(edits, words ?? 0, 'the references hold no words')
  },
}

function row(answer: readonly string[], reference: readonly string[]): number[] {
  const edits = distance(answer, reference)
  return [1 - edits / Math.max(answer.length, reference.length, 1), edits, reference.length]
}

function distance(left: readonly string[], right: readonly string[]): number {
  const edits = Uint32Array.from({ length: right.length + 1 }, (_, j) => j)
  for (const [i, word] of left.entries()) {
    let diagonal = i
    edits[0] = i + 1
    for (const [j, other] of right.entries()) {
      const above = Number(edits[j + 1])
      edits[j + 1] = word === other ? diagonal : 1 + Math.min(diagonal, above, Number(edits[j]))
      diagonal = above
    }
  }
  return Number(edits[right.length])
}
