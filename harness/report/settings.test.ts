import { expect, test } from 'vitest'
import { conditionWith } from '../suite/conditionWith.fixture.ts'
import { settingsOf } from './settings.ts'

const layout = conditionWith({ name: 'layout' })

test('a prompt without exemplars has 0 of them, and no source', () => {
  expect(settingsOf(layout)).toEqual({ form: 'component', cue: 'true', 'exemplars.shots': '0' })
})

test('the source of written exemplars is the recipe that writes them', () => {
  expect(settingsOf({ ...layout, exemplars: { from: 'recipe', recipe: 'samplegen', shots: 2 } })).toEqual({
    form: 'component',
    cue: 'true',
    'exemplars.from': 'samplegen',
    'exemplars.shots': '2',
  })
})

test('a key that came later is a setting too', () => {
  const later = { ...layout, exemplars: { from: 'gold' as const, shots: 4, fields: { names: 'unified' } }, turns: 3 }
  expect(settingsOf(later)).toEqual({
    form: 'component',
    cue: 'true',
    turns: '3',
    'exemplars.from': 'gold',
    'exemplars.shots': '4',
    'exemplars.fields.names': 'unified',
  })
})

test('the analytic baseline asks nobody', () => {
  expect(settingsOf({ ...layout, weights: 'none' })).toEqual({})
})
