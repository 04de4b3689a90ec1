import type { CellScores } from '../measure/cell.ts'
import { nearChance, type NearChance as ByStatistics, type TaskAtChance as Tested } from '../statistics/nearChance.ts'
import { partialConjunction } from '../statistics/partialConjunction.ts'
import { notComputable } from '../statistics/undefined.ts'
import type { Hypothesis, NearChance } from '../suite/hypothesis.ts'
import { overWords } from '../suite/over.ts'
import { faulty, headOf, sharpest, withoutTest, withoutTests, type Analysis, type Facts } from './analysis.ts'
import { missingItems } from './associationRule.ts'
import { scoringNeeds } from './differenceNeeds.ts'
import { gatherScores } from './gathered.ts'
import type { PairedTask } from './pairedScores.ts'
import { chanceNeeds, decideNearChance, tasksNeeded } from './nearChanceRule.ts'
import type { TaskAtChance } from './taskEvidence.ts'
import type { FamilyTest, PValue } from './verdict.ts'
import { counted, within } from './wording.ts'

/** On how many tasks does a condition score as guessing would, for one base model? One planned test per task: "at chance". */
export function analyseNearChance(
  hypothesis: Hypothesis,
  relation: NearChance,
  facts: Facts,
  cells: readonly CellScores[],
  model: string,
): Analysis {
  const { alpha } = hypothesis
  const { over, ...declared } = relation
  const { tasks: paired, faults, counts, warnings } = gatherScores(relation, facts, cells, model)
  const found =
    paired.length === 0
      ? notComputable(faults.length > 0 ? counted(faults.length, 'cell fault') : `no ${overWords(over)}`)
      : nearChance(
          paired.map(({ facts: { task }, scores: [scores = []], chance }) => ({ task, scores, chance })),
          { margin: relation.margin, alpha },
        )
  const rows = found.state === 'undefined' ? [] : found.tasks
  const planned: PValue[] =
    found.state === 'undefined' ? Array.from({ length: Math.max(1, counts.tasks) }, () => found) : rows.map(asPlanned)
  const untested = rows.flatMap(withoutTest)
  const joint = found.state === 'undefined' ? found : jointly(rows, relation.share)
  return {
    planned,
    conclude: (tests) => {
      const tasks = rows.flatMap((row, index): TaskAtChance[] => {
        const task = paired[index]
        if (task === undefined) throw new Error('every row of near chance is a task')
        return row.state === 'undefined' ? [] : [told(row, task, tests[index])]
      })
      const lacking = missingItems(counts)
      const decision =
        found.state === 'undefined'
          ? { state: 'inconclusive' as const, reason: found.reason }
          : lacking.length > 0
            ? { state: 'inconclusive' as const, reason: lacking.join('; ') }
            : decideNearChance(tasks, untested, { ...relation, joint }, alpha)
      const needs =
        decision.state === 'inconclusive' ? [...scoringNeeds(counts), ...chanceNeeds(tasks, relation, alpha)] : []
      const first = sharpest(tests)
      if (first === undefined) throw new Error('near chance has a planned test for every task')
      return {
        ...headOf(hypothesis, model),
        toDecide: needs,
        ...(faults.length > 0 ? faulty(faults) : decision),
        // An open verdict names them in its reason.
        warnings: [...warnings, ...(decision.state === 'inconclusive' ? [] : withoutTests(untested))],
        question: `Does ${relation.condition} lie within ${within(relation.margin)} of chance over ${overWords(over)}?`,
        estimand: `the share of exactly these ${counted(counts.tasks, 'task')} whose true score is that near to chance`,
        test: first,
        counts,
        seed: facts.seed,
        evidence: {
          ...declared,
          equivalent: found.state === 'undefined' ? found : { state: 'estimated', value: found.share },
          joint,
          tasks,
        },
      }
    },
  }
}

function asPlanned(row: ByStatistics['tasks'][number]): PValue {
  if (row.state === 'undefined') return notComputable(row.reason)
  const { p, method } = row
  const test = method === 'binomial' ? 'exact binomial' : method
  return {
    state: 'estimated',
    p: Math.max(p, Number.MIN_VALUE),
    alternative: 'two-sided',
    method: `score at chance (${test})`,
    attainable: 0,
    resamples: 0,
  }
}

/** Are as many tasks as the share asks for within the margin? One that cannot be tested counts as p = 1. */
function jointly(rows: ByStatistics['tasks'], share: number): PValue {
  const p = rows.map((row) => (row.state === 'undefined' ? 1 : row.nearP))
  return {
    state: 'estimated',
    p: Math.max(partialConjunction(p, tasksNeeded(share, rows.length)), Number.MIN_VALUE),
    alternative: 'greater',
    method: 'partial conjunction (Fisher)',
    attainable: 0,
    resamples: 0,
  }
}

function told(row: Tested, of: PairedTask, test: FamilyTest | undefined): TaskAtChance {
  const { task, value, lower, upper, equivalent, nearP, p, farP, farAdjusted } = row
  const { items, chance: level } = of
  const adjusted = test?.adjusted.state === 'estimated' ? test.adjusted.value : 1
  return {
    task,
    cluster: of.facts.cluster,
    items,
    level,
    difference: value,
    lower,
    upper,
    equivalent,
    nearP,
    p,
    adjusted,
    far: { p: farP, adjusted: farAdjusted },
  }
}
