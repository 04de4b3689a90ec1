import type { Fault } from '../columns.ts'
import { isFault, textAt, textsAt } from './columnOf.ts'

type Values = Readonly<Record<string, unknown>>

/**
 * A Winograd item: the clause `quote` with its pronoun replaced by each candidate. These clauses are shown and scored; the source
 * shows them, and scores the bare candidates.
 */
export function wsc(values: Values): Record<string, unknown> | Fault {
  const quote = textAt(values, 'quote')
  const pronoun = textAt(values, 'pronoun')
  const candidates = textsAt(values, 'options')
  if (isFault(quote)) return quote
  if (isFault(pronoun)) return pronoun
  if (isFault(candidates)) return candidates
  const at = wordIn(quote, pronoun)
  if (at < 0) return { path: 'quote', expected: `a clause with the word ${pronoun}`, found: quote }
  const own = possessive(pronoun, quote.slice(at + pronoun.length))
  return {
    clauses: candidates.map((name) => quote.slice(0, at) + name + own + quote.slice(at + pronoun.length)),
  }
}

/** A definite pronoun: each candidate with the words that follow the pronoun, of whose occurrences the data set means the first. */
export function dpr(values: Values): Record<string, unknown> | Fault {
  const sentence = textAt(values, 'sentence')
  const pronoun = textAt(values, 'pronoun')
  const candidates = textsAt(values, 'candidates')
  if (isFault(sentence)) return sentence
  if (isFault(pronoun)) return pronoun
  if (isFault(candidates)) return candidates
  const at = wordIn(sentence, pronoun)
  if (at < 0) return { path: 'sentence', expected: `a sentence with the word ${pronoun}`, found: sentence }
  const rest = sentence.slice(at + pronoun.length).replace(/\.\s*$/u, '')
  return { clauses: candidates.map((name) => name + possessive(pronoun, rest) + rest) }
}

/** `her` before a noun and `her` alone look alike; only where a word follows it can be a possessive. */
function possessive(pronoun: string, rest: string): string {
  const word = pronoun.toLowerCase()
  const isOwner = ['his', 'its', 'their'].includes(word) || (word === 'her' && /^ \p{L}/u.test(rest))
  return isOwner ? "'s" : ''
}

/** Where a word first stands by itself, -1 where it does not. */
function wordIn(text: string, word: string): number {
  const escaped = word.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&')
  return text.search(new RegExp(`(?<![\\p{L}'])${escaped}(?![\\p{L}'])`, 'u'))
}
