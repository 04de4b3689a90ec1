import { outside } from './answers.ts'
import { edited } from './edited.ts'
import { type Change, type Fault, type Rewrite, textIn } from './rewrite.ts'
import { some } from './some.ts'

export interface UnicodeSettings {
  /** Normalisation forms that may be tried; all of them unless told, and none for an empty list. */
  forms?: readonly Form[]
  /** Letters that may give way to a look-alike; all that have one unless told, and none for an empty text. */
  letters?: string
}

type Form = (typeof FORMS)[number]

/** Letters of the question that look the same and are others, outside of its options and of all that answers it. */
export const unicode: Rewrite<UnicodeSettings> = {
  name: 'unicode',
  about: 'look-alike letters, and normalisation forms of Unicode',
  touches: ['instruction', 'value'],
  law: 'idempotent',
  faults: letterFaults,
  changes: ({ forms = FORMS, letters = LETTERS }) =>
    some([...[...letters].map((letter): Change => ({ letter })), ...forms.map((form): Change => ({ form }))]),
  apply: (draft, changes) => {
    const form = formIn(changes)
    const letters = new Map(lettersIn(changes))
    if (form === undefined && letters.size === 0) return draft
    return edited(draft, ['instruction', 'value'], { exemplars: false }, (text, answers) =>
      outside(text, answers, (stretch) => {
        const normal = form === undefined ? stretch : stretch.normalize(form)
        return [...normal].map((letter) => letters.get(letter) ?? letter).join('')
      }),
    )
  },
  words: (_, changes) =>
    [
      ...lettersIn(changes).map(([letter, twin]) => `“${letter}” becomes U+${codeOf(twin)}`),
      ...[formIn(changes) ?? []].flat(),
    ].join(', '),
}

const FORMS = ['NFC', 'NFD', 'NFKC', 'NFKD'] as const

/** Letters of Cyrillic and Greek, quotes, dashes and spaces that are drawn as those of Latin are. */
const TWINS: Readonly<Record<string, string>> = {
  a: 'а',
  c: 'с',
  e: 'е',
  i: 'і',
  o: 'о',
  p: 'р',
  x: 'х',
  y: 'у',
  A: 'А',
  B: 'В',
  E: 'Е',
  H: 'Н',
  K: 'Κ',
  M: 'М',
  O: 'О',
  T: 'Т',
  '-': '‐',
  "'": '’',
  ' ': '\u00a0',
}
const LETTERS = Object.keys(TWINS).join('')

/** One form only: the last that is named. */
const formIn = (changes: readonly Change[]): Form | undefined =>
  FORMS.find((form) => form === changes.map((change) => textIn(change, 'form')).findLast((name) => name !== ''))

function lettersIn(changes: readonly Change[]): [string, string][] {
  return changes.flatMap((change): [string, string][] => {
    const letter = textIn(change, 'letter')
    const twin = Object.hasOwn(TWINS, letter) ? TWINS[letter] : undefined
    return twin === undefined ? [] : [[letter, twin]]
  })
}

const codeOf = (letter: string) => (letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')

function letterFaults({ forms = FORMS, letters = LETTERS }: UnicodeSettings): Fault[] {
  const unknown = [...letters].filter((letter) => !Object.hasOwn(TWINS, letter))
  if (unknown.length > 0)
    return [
      {
        keys: ['letters'],
        what: 'names letters that have no look-alike',
        expected: `letters of ${JSON.stringify(LETTERS)}`,
        found: JSON.stringify(unknown.join('')),
        todo: 'Leave them out.',
      },
    ]
  if (forms.length > 0 || letters !== '') return []
  return [
    {
      keys: ['letters'],
      what: 'leaves nothing to try',
      expected: 'letters, or normalisation forms',
      found: 'neither',
      todo: 'Delete `letters` or `forms` to try all.',
    },
  ]
}
