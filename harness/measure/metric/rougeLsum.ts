import { commonPlaces } from './commonSubsequence.ts'
import { meanOfItems } from './metric.ts'
import { countNgrams } from './ngrams.ts'
import { f1 } from './rouge.ts'
import { rougeTokens } from './rougeTokens.ts'

/**
 * ROUGE-Lsum: F1 from what the sentences of a reference share, in order, with any sentence of the answer. A line is a sentence.
 *
 * Equals the package rouge_score, which, as ROUGE 1.5.5 does, counts no token more often than both texts have it.
 * Source: Lin 2004, section 3.2.
 */
export function rougeLsum(stemming: boolean) {
  return meanOfItems((answer, reference) => {
    const mine = sentences(answer, stemming)
    const right = sentences(reference, stemming)
    return f1(sharedTokens(mine, right), mine.flat().length, right.flat().length)
  })
}

function sentences(text: string, stemming: boolean): string[][] {
  return text.split('\n').map((line) => rougeTokens(line, stemming))
}

function sharedTokens(mine: readonly string[][], right: readonly string[][]): number {
  const leftOfMine = countNgrams(mine.flat(), 1)
  const leftOfRight = countNgrams(right.flat(), 1)
  let shared = 0
  for (const sentence of right) {
    const places = new Set(mine.flatMap((other) => commonPlaces(sentence, other)))
    for (const [place, token] of sentence.entries()) {
      if (!places.has(place)) continue
      const [here, there] = [leftOfMine.get(token) ?? 0, leftOfRight.get(token) ?? 0]
      if (here === 0 || there === 0) continue
      leftOfMine.set(token, here - 1)
      leftOfRight.set(token, there - 1)
      shared++
    }
  }
  return shared
}
