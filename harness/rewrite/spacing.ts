import type { Part } from '../prompt/segment.ts'
import type { Draft } from './draft.ts'
import { edited } from './edited.ts'
import { nothingToTry } from './nothingToTry.ts'
import { type Change, type Rewrite, textIn } from './rewrite.ts'
import { some } from './some.ts'

export interface SpacingSettings {
  /** Those that may be tried; all of them unless told. */
  kinds?: readonly SpacingKind[]
}

export type SpacingKind = (typeof KINDS)[number]['space'] | typeof SEAM

/** Space and line ends around fields, options and answers, in exemplars too; space inside them stays. */
export const spacing: Rewrite<SpacingSettings> = {
  name: 'spacing',
  about: 'space and line ends outside of fields, options and answers',
  touches: ['instruction', 'mark', 'suffix', 'cue'],
  law: 'idempotent',
  faults: ({ kinds }) => nothingToTry('kinds', kinds, ALL),
  changes: ({ kinds = ALL }) => some(ALL.filter((kind) => kinds.includes(kind)).map((space): Change => ({ space }))),
  apply: (draft, changes) => {
    const kinds = kindsIn(changes)
    const rest = changes.some((change) => textIn(change, 'space') === SEAM) ? withSpaceInPrompt(draft) : draft
    return edited(rest, PARTS, { exemplars: true }, (text) =>
      kinds.reduce((before, { from, to }) => before.replaceAll(from, to), text),
    )
  },
  words: (_, changes) =>
    [
      ...kindsIn(changes).map(({ words }) => words),
      ...(changes.some((change) => textIn(change, 'space') === SEAM)
        ? ['the space before the answer in the prompt']
        : []),
    ].join(', '),
}

const PARTS: readonly Part[] = ['instruction', 'mark', 'suffix']

/** The prompt ends in the space that an answer begins with otherwise: as ids the same, where prompt and answer are encoded together. */
const SEAM = 'before-answer'

const withSpaceInPrompt = (draft: Draft): Draft => ({ ...draft, spaceIn: 'prompt' })

/** In their own order, so that each finds what the others left, also a second time. */
const kindsIn = (changes: readonly Change[]) =>
  KINDS.filter(({ space }) => changes.some((change) => textIn(change, 'space') === space))

const KINDS = [
  { space: 'before-line-ends', from: /(?<![ \t\r\n])(?=\r?\n)/gu, to: ' ', words: 'a space before each line end' },
  { space: 'crlf', from: /(?<!\r)\n/gu, to: '\r\n', words: 'line ends of Windows' },
  { space: 'empty-lines', from: /(?<!\n\r?)(\r?\n)(?!\r?\n)/gu, to: '$1$1', words: 'an empty line after each line' },
  { space: 'double', from: /(?<![ \t]) (?![ \t])/gu, to: '  ', words: 'two spaces in place of one' },
  { space: 'tabs', from: /(?<![ \t]) (?![ \t])/gu, to: '\t', words: 'tabs in place of spaces' },
] as const

const ALL: readonly SpacingKind[] = [SEAM, ...KINDS.map(({ space }) => space)]
