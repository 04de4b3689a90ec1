import type { Item } from '../dataset/item.ts'
import { escaped } from '../prompt/readExemplars.ts'

/** What no rewrite of letters may hit: the texts that answer an item, and those that it has to choose from. */
export function answersOf({ answer, references = [], options }: Item): string[] {
  return [...new Set([answer.text, ...references, ...options])].filter((text) => text.trim() !== '')
}

/** Changes what of a text is none of the answers; they are found as whole words, in capitals or not. */
export function outside(text: string, answers: readonly string[], change: (stretch: string) => string): string {
  if (answers.length === 0) return change(text)
  // Splitting at a pattern with a group gives the answers at every second place.
  return text
    .split(found(answers))
    .map((stretch, index) => (index % 2 === 0 ? change(stretch) : stretch))
    .join('')
}

/** The answers that a text has, as whole words. */
export const answersIn = (text: string, answers: readonly string[]): string[] =>
  answers.filter((answer) => found([answer]).test(text))

/** The longest first, so that an answer is not cut by one that it begins with. */
function found(answers: readonly string[]): RegExp {
  const longestFirst = [...answers].sort((a, b) => b.length - a.length).map(escaped)
  return new RegExp(`(?<![\\p{L}\\p{N}])(${longestFirst.join('|')})(?![\\p{L}\\p{N}])`, 'iu')
}
