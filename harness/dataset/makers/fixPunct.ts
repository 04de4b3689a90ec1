import type { Fault } from '../columns.ts'
import { isFault, textAt } from './columnOf.ts'

/** A sentence without its punctuation. The data set drops the last word with it: that word is put back, so that nothing is to be guessed. */
export function fixPunct(values: Readonly<Record<string, unknown>>): Record<string, unknown> | Fault {
  const whole = textAt(values, 'utterance')
  if (isFault(whole)) return whole
  const corrupted = textAt(values, 'corrupted_cased')
  if (isFault(corrupted)) return corrupted
  const last = (whole.trim().split(/\s+/u).at(-1) ?? '').replace(/[.,?!]/gu, '')
  const isThere = last === '' || corrupted.trim().split(/\s+/u).at(-1) === last
  return { bare: isThere ? corrupted.trim() : `${corrupted.trimEnd()} ${last}` }
}
