import { asciiPunctuation, withoutArticles } from './squad.ts'

/**
 * A text as TriviaQA compares it: as SQuAD does, but each punctuation mark, and each of ‘ ’ ´, becomes a space.
 *
 * Source: evaluation script of TriviaQA (Joshi et al. 2017).
 *
 * @example triviaNormal('The Denver-Broncos!') // 'denver broncos'
 */
export function triviaNormal(text: string): string {
  return withoutArticles(text.toLowerCase().replace(asciiPunctuation, ' ').replace(/[‘’´]/g, ' '))
}
