import type { Fault } from '../columns.ts'
import { isFault, textsAt } from './columnOf.ts'

/** The triples as one line, without the tags in brackets that mark how they were made, and every reference. */
export function dart(values: Readonly<Record<string, unknown>>): Record<string, unknown> | Fault {
  const { tripleset } = values
  const references = textsAt(values, 'annotations.text')
  if (isFault(references)) return references
  const triples = Array.isArray(tripleset) ? (tripleset as unknown[]) : []
  const lines = triples.flatMap((triple) => (Array.isArray(triple) ? [triple.map(untagged).join(' | ')] : []))
  return lines.length === 0
    ? { path: 'tripleset', expected: 'a list of triples', found: tripleset }
    : { triples: lines.join('; '), references: [...new Set(references)] }
}

const untagged = (part: unknown) => String(part).replace(/[[\]]/gu, '')
