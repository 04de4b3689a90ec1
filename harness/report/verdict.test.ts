import { Ajv } from 'ajv'
import { expect, test } from 'vitest'
import type { CellScores } from '../measure/cell.ts'
import type { Hypothesis } from '../suite/hypothesis.ts'
import { decideAssociation } from '../verdict/association.ts'
import { assembleReport } from './assemble.ts'
import { canonicalReport } from './canonical.ts'
import schema from './report.schema.json' with { type: 'json' }
import { sampleParts } from './sample.ts'

const validate = new Ajv({ allErrors: true }).compile(schema)

const hypothesis: Hypothesis = {
  name: 'H1',
  claim: 'Tuned scores follow base scores.',
  family: 'confirmatory',
  each: 'base model',
  relate: { x: 'gold-4', y: 'flan', over: 'all tasks', given: ['zero-shot-cue', 'chance'] },
  decide: { alpha: 0.05, minimum: 0.5 },
  expect: 'supported',
  expectAt: { line: 7, column: 9 },
  file: { path: '/h1.hypothesis.yaml', text: '', at: () => ({ line: 1, column: 1 }) },
}

test.each([
  ['too few', 3],
  ['many', 16],
])('a verdict over %s tasks satisfies the schema and can be written', (_, count) => {
  const names = Array.from({ length: count }, (__, index) => `cluster-${Math.floor(index / 3)}/task-${index}`)
  const cells = names.flatMap((task, index) =>
    ['gold-4', 'flan', 'zero-shot-cue'].map((condition, shift) =>
      cell(task, condition, 10 + 3 * index + ((shift * 5 + index * shift) % 7)),
    ),
  )
  const facts = names.map((task) => ({ task, cluster: task.slice(0, 9), role: 'held-out' as const }))
  const verdicts = decideAssociation(hypothesis, facts, cells, 7).map((verdict) => ({
    verdict,
    file: 'h1.hypothesis.yaml',
    line: 7,
    column: 9,
  }))
  const report = assembleReport({ ...sampleParts(), tasks: [], cells: [], checks: [], verdicts })
  validate(report)
  expect(validate.errors).toBeNull()
  expect(report.verdicts).toHaveLength(1)
  expect(JSON.parse(canonicalReport(report))).toEqual(report)
})

function cell(task: string, condition: string, hits: number): CellScores {
  const scores = Array.from({ length: 60 }, (_, item) => ((item * 7) % 60 < hits ? 1 : 0))
  return {
    task,
    model: 'lab',
    condition,
    weights: condition === 'flan' ? { state: 'tuned', recipe: 'flan', seed: 42 } : { state: 'base' },
    fingerprint: `${task} ${condition}`,
    items: scores.map((_, item) => `item-${item}`),
    scores,
    sumScores: scores,
    chance: scores.map(() => 0.25),
    unanswered: 0,
    tokens: { needed: 1, computed: 1, naive: 1 },
  }
}
