import { splitWords } from './whiteSpace.ts'

/**
 * A text as SQuAD compares it: small letters, ASCII punctuation deleted, the words a, an and the deleted, white space collapsed.
 *
 * Source: evaluation script of SQuAD (Rajpurkar et al. 2016).
 *
 * @example squadNormal('The Denver-Broncos!') // 'denverbroncos'
 */
export function squadNormal(text: string): string {
  return withoutArticles(text.toLowerCase().replace(asciiPunctuation, ''))
}

/** Deletes the words a, an and the, and collapses white space. */
export function withoutArticles(text: string): string {
  return splitWords(text.replace(articles, ' ')).join(' ')
}

/** Python's `string.punctuation`. */
export const asciiPunctuation = /[!-/:-@[-`{-~]/g

// JavaScript's \b knows ASCII letters only. Combining marks are no part of a word here, as in Python.
const articles = /(?<![\p{L}\p{N}_])(?:a|an|the)(?![\p{L}\p{N}_])/gu
