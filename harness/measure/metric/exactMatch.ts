import { meanOfItems } from './metric.ts'
import { squadNormal } from './squad.ts'
import { triviaNormal } from './trivia.ts'

/** Share of answers that equal a reference, character by character. */
export const exactMatch = matchAfter((text) => text)

/** Share of answers that equal a reference under SQuAD's normalisation. */
export const squadExactMatch = matchAfter(squadNormal)

/** Share of answers that equal a reference under TriviaQA's normalisation. */
export const triviaExactMatch = matchAfter(triviaNormal)

function matchAfter(normal: (text: string) => string) {
  return meanOfItems((answer, reference) => (normal(answer) === normal(reference) ? 1 : 0))
}
