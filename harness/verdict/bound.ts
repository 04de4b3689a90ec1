import type { CellScores } from '../measure/cell.ts'
import { bestOnHalf } from '../statistics/bestOnHalf.ts'
import { exceedance, type Exceedance } from '../statistics/exceedance.ts'
import { notComputable, type Undefined } from '../statistics/undefined.ts'
import type { Bound, Hypothesis } from '../suite/hypothesis.ts'
import { overWords } from '../suite/over.ts'
import { faulty, headOf, sharpest, withoutTest, withoutTests, type Analysis, type Facts } from './analysis.ts'
import { missingItems } from './associationRule.ts'
import { boundNeeds, decideBound } from './boundRule.ts'
import { scoringNeeds } from './differenceNeeds.ts'
import { gatherScores } from './gathered.ts'
import type { PairedTask } from './pairedScores.ts'
import { solvedAlone } from './solvedAlone.ts'
import type { TaskBeyond } from './taskEvidence.ts'
import type { FamilyTest, PValue } from './verdict.ts'
import { counted, within } from './wording.ts'

/**
 * Does a condition exceed the best of others by the margin on any task, for one base model? One planned test per task. Of several
 * others the best is chosen on a random half of the items, and compared on the other half.
 */
export function analyseBound(
  hypothesis: Hypothesis,
  relation: Bound,
  facts: Facts,
  cells: readonly CellScores[],
  model: string,
): Analysis {
  const { alpha } = hypothesis
  const { over, ...declared } = relation
  const { margin } = relation
  const { tasks: paired, faults, counts, warnings } = gatherScores(relation, facts, cells, model)
  const halves = paired.map((task) => compareOnHalf(relation, task, facts.seed))
  const found =
    halves.length > 0
      ? exceedanceOf(halves, margin, alpha)
      : notComputable(faults.length > 0 ? counted(faults.length, 'cell fault') : `no ${overWords(over)}`)
  const planned =
    found.state === 'undefined'
      ? Array.from({ length: Math.max(1, counts.tasks) }, () => found)
      : found.tasks.map(asPlanned)
  const untested = found.state === 'undefined' ? [] : found.tasks.flatMap(withoutTest)
  return {
    planned,
    conclude: (tests) => {
      const tasks = found.state === 'undefined' ? [] : rowsOf(halves, found, tests, { margin, alpha })
      const decision = decideBound(tasks, found, untested, margin, missingItems(counts))
      const open = decision.state === 'inconclusive'
      const first = sharpest(tests)
      if (first === undefined) throw new Error('a bound has a planned test for every task')
      return {
        ...headOf(hypothesis, model),
        toDecide: open ? [...scoringNeeds(counts), ...boundNeeds(tasks, halves, relation, alpha)] : [],
        ...(faults.length > 0 ? faulty(faults) : decision),
        // An open verdict names them in its reason.
        warnings: [...warnings, ...(decision.state === 'inconclusive' ? [] : withoutTests(untested))],
        question: `Does ${relation.condition} exceed the best of ${relation.by.join(', ')} by ${within(margin)} on any of ${overWords(over)}?`,
        estimand: `the difference of scores on each of exactly these tasks`,
        test: first,
        counts,
        seed: facts.seed,
        evidence: { ...declared, by: [...declared.by], tasks },
      }
    },
  }
}

/** One task beside its bound: differences on the items that did not choose the bound. */
export type Half = { of: PairedTask } & (
  { state: 'chosen'; best: string; own: Float64Array; bound: Float64Array; differences: Float64Array } | Undefined
)

function compareOnHalf({ by }: Bound, task: PairedTask, seed: number): Half {
  const [own = new Float64Array(), ...others] = task.scores
  const conditions = Object.fromEntries(by.map((name, index) => [name, others[index] ?? new Float64Array()]))
  const chosen = bestOnHalf(conditions, { seed, purpose: `bound of ${task.facts.task}` })
  if (chosen.state === 'undefined') return { of: task, ...chosen }
  const on = (scores: ArrayLike<number>) => Float64Array.from(chosen.testing, (item) => Number(scores[item]))
  const [tested, bound] = [on(own), on(conditions[chosen.best] ?? [])]
  const differences = tested.map((score, item) => score - Number(bound[item]))
  return { state: 'chosen', of: task, best: chosen.best, own: tested, bound, differences }
}

function exceedanceOf(halves: readonly Half[], margin: number, alpha: number): Exceedance | Undefined {
  const tasks = halves.map((half) => ({
    task: half.of.facts.task,
    differences: half.state === 'chosen' ? half.differences : [],
  }))
  const found = exceedance(tasks, { margin, alpha })
  if (found.state === 'undefined') return found
  // What could not be split says so, and not that nothing was left of it.
  const told = found.tasks.map((one, index) => {
    const half = halves[index]
    return half?.state === 'undefined' ? { task: one.task, state: half.state, reason: half.reason } : one
  })
  return { ...found, tasks: told }
}

function rowsOf(
  halves: readonly Half[],
  found: Exceedance,
  tests: readonly FamilyTest[],
  { margin, alpha }: { margin: number; alpha: number },
): TaskBeyond[] {
  // Bounds that hold for the whole family, which may have more tests than these.
  const members = tests[0]?.members ?? found.tasks.length
  const wide = exceedanceOf(halves, margin, (alpha * found.tasks.length) / members)
  return found.tasks.flatMap((row, index): TaskBeyond[] => {
    const half = halves[index]
    const test = tests[index]
    const bounds = wide.state === 'undefined' ? undefined : wide.tasks[index]
    if (row.state === 'undefined' || half?.state !== 'chosen' || test === undefined) return []
    const adjusted = test.adjusted.state === 'estimated' ? test.adjusted.value : 1
    return [
      {
        task: row.task,
        cluster: half.of.facts.cluster,
        role: half.of.facts.role,
        items: half.differences.length,
        bound: half.best,
        difference: row.value,
        lower: (bounds?.state === 'estimated' ? bounds : row).simultaneous.lower,
        upper: row.upper,
        p: Math.max(row.p, Number.MIN_VALUE),
        adjusted,
        exceeds: adjusted <= alpha,
        solved: solvedAlone(half.own, half.bound, half.of.chance, alpha / members),
      },
    ]
  })
}

function asPlanned(row: Exceedance['tasks'][number]): PValue {
  if (row.state === 'undefined') return notComputable(row.reason)
  return {
    state: 'estimated',
    p: Math.max(row.p, Number.MIN_VALUE),
    alternative: 'greater',
    method: `paired difference above the margin (${row.method})`,
    attainable: 0,
    resamples: 0,
  }
}
