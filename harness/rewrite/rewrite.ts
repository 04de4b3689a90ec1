import type fc from 'fast-check'
import type { Part } from '../prompt/segment.ts'
import type { Problem } from '../suite/problem.ts'
import type { Draft } from './draft.ts'

/** A family of changes to a prompt that should not change its answer. `Settings` is what a person writes about it. */
export interface Rewrite<Settings> {
  /** As it stands in a suite and in a stored plan. */
  name: string
  /** What it changes, as a person would say it. */
  about: string
  /** What it may change; everything else of the prompt keeps its bytes. */
  touches: readonly Touch[]
  /** What a second time with the same changes does: it undoes the first, it adds nothing, or neither. */
  law: 'own inverse' | 'idempotent' | 'neither'
  /** What is wrong with the settings, if anything: values that the schema cannot know to be meaningless. */
  faults: (settings: Settings) => Fault[]
  /** Changes that do not depend on the item, and become fewer and smaller as they shrink. */
  changes: (settings: Settings) => fc.Arbitrary<readonly Change[]>
  /** Makes the changes. Total: what a prompt does not have is not changed, and no changes give the same draft. */
  apply: (draft: Draft, changes: readonly Change[]) => Draft
  /** The changes in the fewest words, said of this draft; only asked where they change it. */
  words: (draft: Draft, changes: readonly Change[]) => string
}

/** A part of the question, and of the exemplars too; or all that the exemplars are. */
export type Touch = Part | 'exemplars'

/** One change, as plain JSON. Places are taken modulo what a prompt has. */
export type Change = Readonly<Record<string, number | string>>

/** A mistake in settings, at the keys that lead to it. */
export interface Fault extends Pick<Problem, 'what' | 'expected' | 'found' | 'todo'> {
  keys: (string | number)[]
}

/** A number of a change, 0 where it has none. */
export function numberIn(change: Change, key: string): number {
  const value = change[key]
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : 0
}

/** A text of a change, empty where it has none. */
export function textIn(change: Change, key: string): string {
  const value = change[key]
  return typeof value === 'string' ? value : ''
}

/** A place among `length` of them, from 0, whatever the number; 0 where there are none. */
export const place = (number: number, length: number) => (length === 0 ? 0 : ((number % length) + length) % length)
