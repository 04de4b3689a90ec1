import fc from 'fast-check'
import { nonsense } from '../prompt/nonsense.ts'
import { letter } from '../prompt/optionsText.ts'
import { type Draft, rowsOf } from './draft.ts'
import { nothingToTry } from './nothingToTry.ts'
import { type Change, numberIn, type Rewrite, textIn } from './rewrite.ts'
import { pairWords, tableChanges, tableFaults, wordPairs, type WordTable } from './wordTable.ts'

export interface LabelWordSettings {
  /** Those that may be tried; all of them unless told, and none where there is a table. */
  words?: readonly LabelWord[]
  /** For each option, other words for it. */
  table?: WordTable
}

type LabelWord = (typeof KINDS)[number]

/**
 * The words of the options themselves, in exemplars and in what is compared, too: `yes` and `no` become `dax` and `fep`. An option that is
 * chosen is still told by its own text. For tasks whose options are the same for all items.
 */
export const labelWords: Rewrite<LabelWordSettings> = {
  name: 'label-words',
  about: 'the words that answer, exemplars’ too',
  touches: ['option', 'exemplars'],
  law: 'idempotent',
  faults: ({ words, table }) => [
    ...nothingToTry('words', words, KINDS),
    ...(table === undefined ? [] : tableFaults(table)),
  ],
  changes: ({ table, words = table === undefined ? KINDS : [] }) =>
    fc.oneof(
      ...words.map((kind) => (kind === 'nonsense' ? unseen : fc.constant<readonly Change[]>([{ words: kind }]))),
      ...(table === undefined ? [] : [tableChanges(table)]),
    ),
  apply: (draft, changes) => {
    const pairs = calledIn(draft, changes)
    return pairs.length === 0 ? draft : { ...draft, called: new Map(pairs) }
  },
  words: (draft, changes) => pairWords(calledIn(draft, changes)),
}

const KINDS = ['nonsense', 'letters', 'numbers', 'swapped'] as const

/** From one of several words on, so that the luck of one choice of words is not that of all cases. */
const unseen = fc.nat({ max: 7 }).map((from): readonly Change[] => [{ words: 'nonsense', from }])

/** By the order of the row, so that an option goes by the same word wherever it stands. */
function calledIn(draft: Draft, changes: readonly Change[]): (readonly [own: string, by: string])[] {
  const options = (rowsOf(draft).items.find(({ id }) => id === draft.item.id) ?? draft.item).options
  const table = wordPairs(changes).filter(([word]) => options.includes(word))
  const kind = changes.findLast((change) => textIn(change, 'words') !== '')
  if (kind === undefined) return table
  return options.flatMap((own, index) => {
    const by = wordFor(kind, index, options)
    return by === undefined || by === own ? [] : [[own, by] as const]
  })
}

function wordFor(change: Change, index: number, options: readonly string[]): string | undefined {
  switch (textIn(change, 'words')) {
    case 'nonsense':
      return nonsense(Math.abs(numberIn(change, 'from')) + index).toLowerCase()
    case 'letters':
      return letter(index, 'A')
    case 'numbers':
      return String(index + 1)
    case 'swapped':
      return options[(index + 1) % options.length]
    default:
      return undefined
  }
}
