import fc from 'fast-check'
import type { Condition } from '../suite/study.ts'
import type { Draft } from './draft.ts'
import { nothingToTry } from './nothingToTry.ts'
import { type Change, numberIn, type Rewrite, textIn } from './rewrite.ts'

type Labels = (typeof LABELS)[number]
type Names = (typeof NAMES)[number]

export interface LabelSettings {
  /** Those that may be tried; all of them unless told. */
  labels?: readonly Labels[]
}

export interface NameSettings {
  /** Those that may be tried; all of them unless told. */
  names?: readonly Names[]
}

export interface LadderSettings {
  /** Those that may be tried, 1 to 6; all of them unless told. */
  levels?: readonly number[]
}

/** Letters, numbers or nothing before the options; an option that is chosen is still its text. */
export const optionLabels: Rewrite<LabelSettings> = {
  name: 'option-labels',
  about: 'what stands before the options',
  touches: ['label'],
  law: 'idempotent',
  faults: ({ labels }) => nothingToTry('labels', labels, LABELS),
  changes: ({ labels = LABELS }) => fc.constantFrom(...labels).map((as) => [{ labels: as }]),
  apply: (draft, changes) =>
    last(draft, changes, ({ options, ...rest }, change) => {
      const labels = LABELS.find((each) => each === textIn(change, 'labels'))
      if (options === 'hidden' || labels === undefined) return undefined
      return labels === 'none' ? rest : { ...rest, options: labels }
    }),
  words: (_, changes) => changes.map((change) => LABEL_WORDS[textIn(change, 'labels')] ?? '').join(', '),
}

const LABELS = ['none', 'lettered-upper', 'lettered-lower', 'numbered', 'roman'] as const
const LABEL_WORDS: Record<string, string> = {
  none: 'no labels before the options',
  'lettered-upper': 'options (A), (B)',
  'lettered-lower': 'options (a), (b)',
  numbered: 'options (1), (2)',
  roman: 'options (i), (ii)',
}

/** What the lines of the component form are called. */
export const fieldNames: Rewrite<NameSettings> = {
  name: 'field-names',
  about: 'the names of the fields',
  touches: ['name'],
  law: 'idempotent',
  faults: ({ names }) => nothingToTry('names', names, NAMES),
  changes: ({ names = NAMES }) => fc.constantFrom(...names).map((as) => [{ names: as }]),
  apply: (draft, changes) =>
    last(draft, changes, (condition, change) => {
      const names = NAMES.find((each) => each === textIn(change, 'names'))
      if (names === undefined) return undefined
      if (names !== 'semantic') return { ...condition, fields: names }
      const rest = { ...condition }
      delete rest.fields
      return rest
    }),
  words: (_, changes) => changes.map((change) => NAME_WORDS[textIn(change, 'names')] ?? '').join(', '),
}

const NAMES = ['semantic', 'unified', 'swapped', 'nonsense'] as const
const NAME_WORDS: Record<string, string> = {
  semantic: 'fields under their own names',
  unified: 'fields called Input 1, Input 2',
  swapped: 'field names that have changed places',
  nonsense: 'fields called by words that mean nothing',
}

/** The same question from plain to ornate: six sentences around it, of the same content. */
export const ladder: Rewrite<LadderSettings> = {
  name: 'ladder',
  about: 'how ornate the words around the question are, in six steps',
  touches: ['instruction', 'name', 'value', 'label', 'option', 'mark', 'exemplars'],
  law: 'idempotent',
  faults: ({ levels }) => nothingToTry('levels', levels, LEVELS),
  changes: ({ levels = LEVELS }) => fc.constantFrom(...levels).map((level) => [{ level }]),
  apply: (draft, changes) =>
    last(draft, changes, (condition, change) => {
      const level = LEVELS.find((each) => each === numberIn(change, 'level'))
      return level === undefined ? undefined : { ...condition, wording: `level-${level}` }
    }),
  words: (_, changes) => changes.map((change) => `wording of level ${numberIn(change, 'level')}`).join(', '),
}

const LEVELS = [1, 2, 3, 4, 5, 6] as const

/** The condition after the last change that means something. */
function last(
  draft: Draft,
  changes: readonly Change[],
  reword: (condition: Condition, change: Change) => Condition | undefined,
): Draft {
  const condition = changes.reduce((before, change) => reword(before, change) ?? before, draft.condition)
  return { ...draft, condition }
}
