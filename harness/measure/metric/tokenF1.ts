import { meanOfItems } from './metric.ts'
import { countNgrams, overlap } from './ngrams.ts'
import { squadNormal } from './squad.ts'
import { triviaNormal } from './trivia.ts'
import { splitWords } from './whiteSpace.ts'

/** SQuAD's F1: harmonic mean of precision and recall over words. Two texts of no words agree: SQuAD 2.0 asks questions without an answer. */
export const squadF1 = meanOfItems((answer, reference) => {
  const [mine, right] = [splitWords(squadNormal(answer)), splitWords(squadNormal(reference))]
  return mine.length === 0 && right.length === 0 ? 1 : f1(mine, right)
})

/** TriviaQA's F1. Two texts of no words share none and score 0, as in its script. */
export const triviaF1 = meanOfItems((answer, reference) =>
  f1(splitWords(triviaNormal(answer)), splitWords(triviaNormal(reference))),
)

function f1(mine: readonly string[], right: readonly string[]): number {
  const shared = overlap(countNgrams(mine, 1), countNgrams(right, 1))
  return shared === 0 ? 0 : (2 * shared) / (mine.length + right.length)
}
