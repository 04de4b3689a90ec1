import fc from 'fast-check'
import { escaped } from '../prompt/readExemplars.ts'
import { type Draft, renderDraft } from './draft.ts'
import { edited } from './edited.ts'
import { type Change, type Fault, type Rewrite, textIn } from './rewrite.ts'

export interface SynonymSettings {
  /** For each word, those that mean the same. */
  table: Readonly<Record<string, readonly string[]>>
}

/** Words of the question give way to words that mean the same, wherever they stand in it. */
export const synonyms: Rewrite<SynonymSettings> = {
  name: 'synonyms',
  about: 'words of the question, for others that mean the same',
  touches: ['instruction', 'value'],
  law: 'neither',
  faults: ({ table }) => tableFaults(table),
  changes: ({ table }) => {
    const rows = Object.entries(table)
    // 0 is none of them, so that each word shrinks to itself.
    return fc.tuple(...rows.map(([, others]) => fc.nat({ max: others.length }))).map((chosen) =>
      rows.flatMap(([word, others], index): Change[] => {
        const by = others[(chosen[index] ?? 0) - 1]
        return by === undefined ? [] : [{ word, by }]
      }),
    )
  },
  apply: (draft, changes) => {
    const pairs = pairsIn(changes)
    if (pairs.length === 0) return draft
    return edited(draft, ['instruction', 'value'], { exemplars: false }, (text) => exchanged(text, pairs))
  },
  words: (draft, changes) => {
    const text = questionOf(draft)
    return pairsIn(changes)
      .filter((pair) => exchanged(text, [pair]) !== text)
      .map(([word, by]) => `“${by}” for “${word}”`)
      .join(', ')
  },
}

const questionOf = (draft: Draft) =>
  renderDraft(draft)
    .segments.filter(({ part, exemplar }) => exemplar === undefined && (part === 'instruction' || part === 'value'))
    .map(({ text }) => text)
    .join('\n')

const pairsIn = (changes: readonly Change[]) =>
  changes
    .map((change) => [textIn(change, 'word'), textIn(change, 'by')] as const)
    .filter(([word, by]) => word !== '' && by !== '')

/** All at once, so that no word that was put in is exchanged again; a capital stays one. */
function exchanged(text: string, pairs: readonly (readonly [string, string])[]): string {
  const by = new Map(pairs.map(([word, other]) => [word.toLowerCase(), other]))
  const words = [...by.keys()].sort((a, b) => b.length - a.length).map(escaped)
  return text.replaceAll(new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.join('|')})(?![\\p{L}\\p{N}])`, 'giu'), (found) => {
    const other = by.get(found.toLowerCase()) ?? found
    const [first = '', ...rest] = other
    return found[0] === found[0]?.toLowerCase() ? other : first.toUpperCase() + rest.join('')
  })
}

function tableFaults(table: SynonymSettings['table']): Fault[] {
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
