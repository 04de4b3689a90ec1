import { expect, test } from 'vitest'
import { defectSetsOf, nameWith, stepsOf } from './artefacts.ts'
import { conditionsOf } from './hypothesis.ts'

test('each defect is held against what it needs, and all together against none', () => {
  expect(stepsOf({ defects: ['free-answers', 'letters'] })).toEqual([
    { name: 'free-answers', on: ['free-answers'], against: [] },
    { name: 'letters', on: ['free-answers', 'two-parsers', 'letters'], against: ['free-answers', 'two-parsers'] },
    { name: 'all together', on: ['free-answers', 'two-parsers', 'letters'], against: [] },
  ])
  expect(stepsOf({ defects: ['no-cue'] })).toEqual([{ name: 'no-cue', on: ['no-cue'], against: [] }])
})

test('a set of defects that several steps share is switched on once', () => {
  expect(defectSetsOf({ defects: ['two-parsers', 'nearest-option'] })).toEqual([
    ['free-answers'],
    ['free-answers', 'two-parsers'],
    ['free-answers', 'nearest-option'],
    ['free-answers', 'two-parsers', 'nearest-option'],
  ])
})

test('a condition with defects has a name of its own, and without any its own name', () => {
  expect(nameWith('flan', ['free-answers', 'no-stops'], { items: 12 })).toBe(
    'flan + free-answers + no-stops on 12 items',
  )
  expect(nameWith('flan', ['no-cue'], { items: 12 })).toBe('flan + no-cue')
  expect(nameWith('flan', [], { items: 12 })).toBe('flan')
  const claim = { kind: 'artefacts', x: 'a', y: 'b', over: 'all tasks', margin: 0.1 } as const
  expect(conditionsOf({ ...claim, defects: ['no-cue'] })).toEqual(['a', 'b', 'a + no-cue', 'b + no-cue'])
})
