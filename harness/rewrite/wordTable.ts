import fc from 'fast-check'
import { type Change, type Fault, textIn } from './rewrite.ts'

/** For each word, others that may stand in its place. */
export type WordTable = Readonly<Record<string, readonly string[]>>

/** Words of the table, at least one, each with one that takes its place. */
export function tableChanges(table: WordTable): fc.Arbitrary<readonly Change[]> {
  const rows = Object.entries(table)
  // 0 is none of them, so that each word shrinks to itself.
  return fc
    .tuple(...rows.map(([, others]) => fc.nat({ max: others.length })))
    .map((chosen) =>
      rows.flatMap(([word, others], index): Change[] => {
        const by = others[(chosen[index] ?? 0) - 1]
        return by === undefined ? [] : [{ word, by }]
      }),
    )
    .filter((changes) => changes.length > 0)
}

/** The words of such changes, each with the one in its place; what names none is left out. */
export const wordPairs = (changes: readonly Change[]) =>
  changes
    .map((change) => [textIn(change, 'word'), textIn(change, 'by')] as const)
    .filter(([word, by]) => word !== '' && by !== '')

export const pairWords = (pairs: readonly (readonly [word: string, by: string])[]) =>
  pairs.map(([word, by]) => `“${by}” for “${word}”`).join(', ')

/** What is wrong with a table, under the key `table`. */
export function tableFaults(table: WordTable): Fault[] {
  const fault = (keys: (string | number)[], what: string, found: unknown): Fault => ({
    keys: ['table', ...keys],
    what,
    expected: 'words, each with at least one other that means the same',
    found: JSON.stringify(found),
    todo: 'Write `big: [large, great]`.',
  })
  const rows = Object.entries(table)
  if (rows.length === 0) return [fault([], 'lists nothing', table)]
  return rows.flatMap(([word, others]) => {
    if (word.trim() === '') return [fault([word], 'is not a word', word)]
    if (others.length === 0) return [fault([word], 'has no other word', others)]
    return others.flatMap((other, index) =>
      other.trim() === '' || other.toLowerCase() === word.toLowerCase()
        ? [fault([word, index], 'is not another word', other)]
        : [],
    )
  })
}
