import fc from 'fast-check'
import type { Part, Segment } from '../prompt/segment.ts'
import type { Draft } from './draft.ts'
import { type Change, type Fault, type Rewrite, textIn } from './rewrite.ts'

export interface DistractorSettings {
  /** Those that may be tried; four sentences about nothing unless told. */
  sentences?: readonly string[]
}

/** A sentence that has nothing to do with the question, on a line of its own before or after it. */
export const distractor: Rewrite<DistractorSettings> = {
  name: 'distractor',
  about: 'a sentence that has nothing to do with the question',
  touches: ['distractor'],
  law: 'neither',
  faults: ({ sentences }) => sentenceFaults(sentences),
  changes: ({ sentences = SENTENCES }) =>
    fc.record({ sentence: fc.constantFrom(...sentences), at: fc.constantFrom('after', 'before') }).map((one) => [one]),
  apply: (draft, changes) => changes.reduce(distracted, draft),
  words: (_, changes) =>
    changes.map((change) => `“${textIn(change, 'sentence')}” ${textIn(change, 'at')} the question`).join(', '),
}

const SENTENCES = [
  'It rained a little last night.',
  'The train was a few minutes late.',
  'A neighbour hummed an old tune.',
  'The kettle stood by the window.',
]

function distracted(draft: Draft, change: Change): Draft {
  const sentence = textIn(change, 'sentence')
  const at = textIn(change, 'at')
  if (sentence === '' || (at !== 'before' && at !== 'after')) return draft
  return {
    ...draft,
    edits: [...draft.edits, (segments) => (at === 'before' ? before(segments, sentence) : after(segments, sentence))],
  }
}

/** What the question itself is: not its heading, its suffix or its cue. */
const QUESTION: readonly Part[] = ['instruction', 'name', 'value', 'label', 'option']
const isQuestion = ({ part, exemplar }: Segment) => exemplar === undefined && QUESTION.includes(part)

function before(segments: readonly Segment[], sentence: string): readonly Segment[] {
  const at = segments.findIndex(isQuestion)
  return at < 0 ? segments : segments.toSpliced(at, 0, { part: 'distractor', text: `${sentence}\n` })
}

function after(segments: readonly Segment[], sentence: string): readonly Segment[] {
  const at = segments.findLastIndex(isQuestion)
  return at < 0 ? segments : segments.toSpliced(at + 1, 0, { part: 'distractor', text: `\n${sentence}` })
}

function sentenceFaults(sentences: readonly string[] | undefined): Fault[] {
  if (sentences?.length === 0)
    return [{ ...expected, keys: ['sentences'], what: 'lists nothing', found: 'an empty list' }]
  const index = sentences?.findIndex((sentence) => sentence.trim() === '' || sentence.includes('\n')) ?? -1
  if (index < 0) return []
  return [
    { ...expected, keys: ['sentences', index], what: 'is not a sentence', found: JSON.stringify(sentences?.[index]) },
  ]
}

const expected = {
  expected: 'at least one sentence, each a text in one line',
  todo: 'Write sentences that have nothing to do with the task, or delete the key to use four of kshot’s own.',
}
