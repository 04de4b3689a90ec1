import { commonLength } from './commonSubsequence.ts'
import { meanOfItems } from './metric.ts'
import { countNgrams, overlap } from './ngrams.ts'
import { rougeTokens } from './rougeTokens.ts'

/**
 * ROUGE-1 and ROUGE-2: F1 over single tokens, or pairs of them, averaged over items.
 *
 * Equals the package rouge_score; of several references an item takes the one it scores best against.
 * Source: Lin 2004.
 */
export function rouge(order: 1 | 2, stemming: boolean) {
  return meanOfItems((answer, reference) => {
    const mine = rougeTokens(answer, stemming)
    const right = rougeTokens(reference, stemming)
    const shared = overlap(countNgrams(mine, order), countNgrams(right, order))
    return f1(shared, mine.length - order + 1, right.length - order + 1)
  })
}

/** ROUGE-L: F1 from the longest sequence of tokens that both texts hold in the same order. Line breaks mean nothing to it. */
export function rougeL(stemming: boolean) {
  return meanOfItems((answer, reference) => {
    const mine = rougeTokens(answer, stemming)
    const right = rougeTokens(reference, stemming)
    return f1(commonLength(right, mine), mine.length, right.length)
  })
}

/** Harmonic mean of shared / mine and shared / right; 0 where nothing is shared. */
export function f1(shared: number, mine: number, right: number): number {
  return shared === 0 ? 0 : (2 * shared) / (mine + right)
}
