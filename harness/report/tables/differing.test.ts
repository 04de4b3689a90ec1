import { expect, test } from 'vitest'
import { differing } from './differing.ts'

const base = { weights: 'base', items: 60 }
const layout = { ...base, name: 'layout', settings: { form: 'component', cue: 'true', 'exemplars.shots': '0' } }
const zero = { ...base, name: 'zero', settings: { form: 'instruction', cue: 'false', 'exemplars.shots': '0' } }
const cue = { ...zero, name: 'cue', settings: { ...zero.settings, cue: 'true' } }
const gold = (shots: number) => ({
  ...layout,
  name: `gold-${shots}`,
  settings: { ...layout.settings, 'exemplars.from': 'gold', 'exemplars.shots': String(shots) },
})

test('a setting counts from its plainer side, in whatever order the conditions stand', () => {
  const turnedOn = {
    setting: 'cue',
    from: { condition: 'zero', value: 'false' },
    to: { condition: 'cue', value: 'true' },
  }
  expect(differing(zero, cue)).toEqual(turnedOn)
  expect(differing(cue, zero)).toEqual(turnedOn)
  expect(differing(gold(10), gold(2))).toMatchObject({ from: { value: '2' }, to: { value: '10' } })
})

test('no exemplars differ from some in their number alone', () => {
  expect(differing(gold(4), layout)).toEqual({
    setting: 'exemplars.shots',
    from: { condition: 'layout', value: '0' },
    to: { condition: 'gold-4', value: '4' },
  })
})

test('as many exemplars of another source differ in their source', () => {
  const own = { ...gold(2), name: 'own', settings: { ...gold(2).settings, 'exemplars.from': 'samplegen' } }
  expect(differing(gold(2), own)).toMatchObject({ setting: 'exemplars.from', from: { value: 'gold' } })
})

test('whose weights answer is a setting', () => {
  expect(differing({ ...cue, name: 'flan', weights: 'flan' }, cue)).toEqual({
    setting: 'weights',
    from: { condition: 'cue', value: 'base' },
    to: { condition: 'flan', value: 'flan' },
  })
})

test('a key that only one condition has is a setting', () => {
  const worded = { ...cue, name: 'worded', settings: { ...cue.settings, wording: 'ornate' } }
  expect(differing(worded, cue)).toMatchObject({
    setting: 'wording',
    from: { value: 'not set' },
    to: { value: 'ornate' },
  })
})

test('conditions that differ in several settings, or in none, are no contrast', () => {
  expect(differing(zero, layout)).toBeUndefined()
  expect(differing(zero, { ...zero, name: 'again' })).toBeUndefined()
})
