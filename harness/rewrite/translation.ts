import fc from 'fast-check'
import type { Item } from '../dataset/item.ts'
import { type Draft, rowsOf } from './draft.ts'
import { exemplarsOf, withExemplars } from './exemplars.ts'
import { withOptionsFrom } from './optionOrder.ts'
import { type Change, type Rewrite, textIn } from './rewrite.ts'

export interface TranslationSettings {
  /** Names of `translations` of the tasks. */
  languages: readonly string[]
}

/** The same row, and the same exemplars, in another language: those that a task file names under `translations`. */
export const translation: Rewrite<TranslationSettings> = {
  name: 'translation',
  about: 'the language of the rows and of the words around them',
  touches: ['instruction', 'name', 'value', 'label', 'option', 'mark', 'exemplars'],
  law: 'idempotent',
  faults: ({ languages }) =>
    languages.length > 0
      ? []
      : [
          {
            keys: ['languages'],
            what: 'lists nothing',
            expected: 'names of `translations` of the tasks',
            found: 'an empty list',
            todo: 'Name one.',
          },
        ],
  changes: ({ languages }) => fc.constantFrom(...languages).map((language) => [{ language }]),
  apply: (draft, changes) => changes.reduce(translated, draft),
  words: (_, changes) => changes.map((change) => `in ${textIn(change, 'language')}`).join(', '),
}

function translated(draft: Draft, change: Change): Draft {
  const language = textIn(change, 'language')
  const rows = Object.entries(draft.dataset.translations ?? {}).find(([name]) => name === language)?.[1]
  const twin = rows?.items.find(({ id }) => id === draft.item.id)
  if (rows === undefined || twin === undefined || draft.condition.language === language) return draft
  const exemplars = exemplarsOf(draft).map((one) => rows.exemplars.find(({ id }) => id === one.id) ?? one)
  const own = rowsOf(draft).items.find(({ id }) => id === draft.item.id)
  const asked = { ...draft, item: own === undefined ? twin : ordered(twin, draft.item, own) }
  return { ...withExemplars(asked, exemplars), condition: { ...draft.condition, language } }
}

/** A row whose options stand as a rewrite has put those of its twin. */
function ordered(row: Item, { options }: Item, own: Item): Item {
  return withOptionsFrom(row, (index) => {
    const option = options[index]
    return option === undefined ? index : own.options.indexOf(option)
  })
}
