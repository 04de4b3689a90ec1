import { escaped } from '../prompt/readExemplars.ts'
import { type Draft, renderDraft } from './draft.ts'
import { edited } from './edited.ts'
import type { Rewrite } from './rewrite.ts'
import { pairWords, tableChanges, tableFaults, wordPairs, type WordTable } from './wordTable.ts'

export interface SynonymSettings {
  /** For each word, those that mean the same. */
  table: WordTable
}

/** Words of the question give way to words that mean the same, wherever they stand in it. */
export const synonyms: Rewrite<SynonymSettings> = {
  name: 'synonyms',
  about: 'words of the question, for others that mean the same',
  touches: ['instruction', 'value'],
  law: 'neither',
  faults: ({ table }) => tableFaults(table),
  changes: ({ table }) => tableChanges(table),
  apply: (draft, changes) => {
    const pairs = wordPairs(changes)
    if (pairs.length === 0) return draft
    return edited(draft, ['instruction', 'value'], { exemplars: false }, (text) => exchanged(text, pairs))
  },
  words: (draft, changes) => {
    const text = questionOf(draft)
    return pairWords(wordPairs(changes).filter((pair) => exchanged(text, [pair]) !== text))
  },
}

const questionOf = (draft: Draft) =>
  renderDraft(draft)
    .segments.filter(({ part, exemplar }) => exemplar === undefined && (part === 'instruction' || part === 'value'))
    .map(({ text }) => text)
    .join('\n')

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
