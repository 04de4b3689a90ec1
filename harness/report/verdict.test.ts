import { Ajv } from 'ajv'
import { expect, test } from 'vitest'
import { claim, RELATION } from '../../fixtures/simulated/claims.ts'
import type { CellScores } from '../measure/cell.ts'
import { decideFamily } from '../verdict/family.ts'
import { assembleReport } from './assemble.ts'
import { canonicalReport } from './canonical.ts'
import schema from './report.schema.json' with { type: 'json' }
import { sampleParts } from './sample.ts'

const validate = new Ajv({ allErrors: true }).compile(schema)

const claims = Object.values(RELATION).flatMap((relation) =>
  [3, 16].map((count) => ({ kind: relation.kind, count, hypothesis: claim(relation) })),
)

test.each(claims)(
  'a verdict of $kind over $count tasks satisfies the schema and can be written',
  ({ hypothesis, count }) => {
    const names = Array.from({ length: count }, (__, index) => `cluster-${Math.floor(index / 3)}/task-${index}`)
    const cells = names.flatMap((task, index) =>
      ['gold-4', 'flan', 'zero-shot-cue'].map((condition, shift) =>
        cell(task, condition, 10 + 3 * index + ((shift * 5 + index * shift) % 7)),
      ),
    )
    const facts = names.map((task) => ({ task, cluster: task.slice(0, 9), role: 'held-out' as const }))
    const verdicts = decideFamily([hypothesis], { tasks: facts, seed: 7 }, cells).map((verdict) => ({
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
  },
)

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
