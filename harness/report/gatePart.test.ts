import { expect, test } from 'vitest'
import { gateOutcome, recordWarnings } from './gatePart.ts'

const engine = { version: '2', runtime: '1', device: 'cpu' as const, precision: 'float32' as const, packTokens: 2048 }
const record = {
  format: 1 as const,
  kshot: '0.1.0',
  checkpoint: 'lab',
  study: 'lab',
  condition: 'flan',
  rules: { seam: 'whole', tooLong: 'refuse' },
  provenance: { engine, base: 'b0' },
  tasks: [],
}
const gate = { name: 'release', baseline: { kind: 'record' as const, name: 'old.json', path: '/old.json', record } }

test('a record from another device is told of, and one that was computed in the same way is not', () => {
  expect(recordWarnings(gate, { ...engine })).toEqual([])
  expect(recordWarnings(gate, { ...engine, device: 'cuda' })).toEqual([
    {
      subject: 'gate release',
      message:
        'old.json was made with other engine settings (device cpu, now cuda); answers that are nearly ties may differ.',
    },
  ])
})

test.each([
  ['regression', 'pass', 'failed'],
  ['no regression', 'fail', 'passed'],
  ['improvement', 'fail', 'passed'],
  ['inconclusive', 'fail', 'failed'],
  ['inconclusive', 'warn', 'warned'],
  ['inconclusive', 'pass', 'passed'],
] as const)('%s under onInconclusive: %s has %s', (state, onInconclusive, outcome) => {
  expect(gateOutcome({ onInconclusive }, { state })).toBe(outcome)
})

test.each(['regression', 'no regression', 'improvement', 'inconclusive'] as const)(
  'where %s is expected, it has passed, and any other answer has failed',
  (expected) => {
    const outcomes = (['regression', 'no regression', 'improvement', 'inconclusive'] as const).map((state) => ({
      state,
      outcome: gateOutcome({ expect: expected, onInconclusive: 'pass' }, { state }),
    }))
    expect(outcomes.filter(({ outcome }) => outcome === 'passed').map(({ state }) => state)).toEqual([expected])
    expect(outcomes.filter(({ outcome }) => outcome === 'failed')).toHaveLength(3)
  },
)
