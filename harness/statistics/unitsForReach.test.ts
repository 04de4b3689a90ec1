import { expect, test } from 'vitest'
import { unitsForReach } from './unitsForReach.ts'

const now = { units: 50, value: 0.02, lower: -0.02, upper: 0.06 }

test('an interval twice too wide needs four times the units', () => {
  expect(unitsForReach(now, 0)).toEqual({ state: 'estimated', value: 200 })
  expect(unitsForReach(now, 0.06)).toEqual({ state: 'estimated', value: 50 })
})

test('no number of units moves a mean off the bound that it lies on', () => {
  expect(unitsForReach(now, 0.02).state).toBe('undefined')
  expect(unitsForReach({ ...now, lower: 0.02, upper: 0.02 }, 0).state).toBe('undefined')
})
