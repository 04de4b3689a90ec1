import { describe, expect, test } from 'vitest'
import type { Column } from '../suite/layout.ts'
import { fieldOf } from './columns.ts'

const row = {
  label: 1,
  hidden: -1,
  word: 'neutral',
  answers: { text: ['two', 'two', '2'] },
  choices: { label: ['A', 'B'], text: ['ice', 'fire'] },
  key: 'B',
  turns: ['Where?', 'When?'],
  critics: { 7: 'Slow.', 9: 'Thin.' },
  lines: 'Mill opens .\n\nNo fee .',
  empty: null,
}
const names = ['entailment', 'neutral']

describe('a field is what its column says', () => {
  test.each<[string, Column, unknown]>([
    ['a path', { kind: 'value', path: 'choices.text' }, ['ice', 'fire']],
    ['an entry of a list', { kind: 'value', path: 'turns.1' }, 'When?'],
    ['a class by its number', { kind: 'class', path: 'label', names }, 1],
    ['a class by its name', { kind: 'class', path: 'word', names }, 1],
    ['the place of a key', { kind: 'place', path: 'key', among: 'choices.label' }, 1],
    ['the place of a value', { kind: 'place', path: 'label', among: [1, 2] }, 0],
    ['texts, each once', { kind: 'list', paths: ['key', 'answers.text'] }, ['B', 'two', '2']],
    ['a joined list', { kind: 'join', path: 'turns', with: ' / ' }, 'Where? / When?'],
    ['a joined map', { kind: 'join', path: 'critics', with: ' ' }, 'Slow. Thin.'],
    ['joined lines', { kind: 'join', path: 'lines', with: ' ' }, 'Mill opens . No fee .'],
  ])('%s', (_, column, value) => {
    expect(fieldOf(row, column)).toEqual({ value })
  })
})

describe('a column that gives no field says what stands there', () => {
  test.each<[string, Column, unknown]>([
    ['no such column', { kind: 'value', path: 'answer.text' }, undefined],
    ['an empty one', { kind: 'value', path: 'empty' }, null],
    ['a hidden label', { kind: 'class', path: 'hidden', names }, -1],
    ['a class beyond the names', { kind: 'class', path: 'label', names: ['only'] }, 1],
    ['another class', { kind: 'class', path: 'key', names }, 'B'],
    ['a key that is not listed', { kind: 'place', path: 'word', among: 'choices.label' }, 'neutral'],
    ['no list of keys', { kind: 'place', path: 'key', among: 'label' }, 1],
    ['a number for a text', { kind: 'list', paths: ['label'] }, 1],
    ['nothing to join', { kind: 'join', path: 'label', with: ' ' }, 1],
  ])('%s', (_, column, found) => {
    expect(fieldOf(row, column)).toMatchObject({ found })
  })
})
