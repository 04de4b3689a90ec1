import type { CellScores } from '../measure/cell.ts'
import { blandAltman } from '../statistics/blandAltman.ts'
import { concordance, concordanceBounds } from '../statistics/concordance.ts'
import { tasksForReach } from '../statistics/tasksNeeded.ts'
import { tost } from '../statistics/tost.ts'
import { notComputable } from '../statistics/undefined.ts'
import type { Agreement, Hypothesis } from '../suite/hypothesis.ts'
import { overWords } from '../suite/over.ts'
import { faulty, headOf, type Analysis, type Facts } from './analysis.ts'
import { missingItems, tooFew } from './associationRule.ts'
import { asEquality } from './estimates.ts'
import { gatherScores } from './gathered.ts'
import { designNeeds } from './needs.ts'
import type { PairedTask } from './pairedScores.ts'
import type { Counts, Estimate, Need, PValue, Quantity, VerdictState } from './verdict.ts'
import { counted, short } from './wording.ts'

/**
 * Are the scores of y those of x, task by task, for one base model? Decided by the interval of Lin's concordance: above the declared
 * minimum is agreement, below it is none. No test is planned.
 */
export function analyseAgreement(
  hypothesis: Hypothesis,
  relation: Agreement,
  facts: Facts,
  cells: readonly CellScores[],
  model: string,
): Analysis {
  const { alpha } = hypothesis
  const { over, ...declared } = relation
  const { x, y, minimum, margin } = relation
  const { tasks, faults, counts, warnings } = gatherScores(relation, facts, cells, model)
  const rows = tasks.map((task) => {
    const [a = new Float64Array(), b = new Float64Array()] = task.scores
    const differences = b.map((score, item) => score - Number(a[item]))
    return { task, x: mean(a), y: mean(b), equal: asEquality(tost(differences, margin, { alpha }), margin) }
  })
  const empty = faults.length > 0 ? notComputable(counted(faults.length, 'cell fault')) : undefined
  const found = empty ?? estimate(rows, 1 - alpha)
  const decision = decide(found, counts, minimum)
  const none = notComputable('agreement is decided by its interval')
  return {
    planned: [],
    conclude: () => ({
      ...headOf(hypothesis, model),
      toDecide: decision.state === 'inconclusive' ? needs(found, counts, minimum) : [],
      ...(faults.length > 0 ? faulty(faults) : decision),
      warnings: [...warnings, OBSERVED],
      question: `Are the scores of ${y} those of ${x} over ${overWords(over)}?`,
      estimand: `Lin's concordance of the scores of ${x} and ${y}, as observed on such items, over the population of tasks`,
      test: { raw: none, adjusted: none, correction: 'Holm', members: 0 },
      counts,
      seed: facts.seed,
      evidence: {
        ...declared,
        concordance: found,
        limits: empty ?? blandAltman(rows.map((row) => row.y), rows.map((row) => row.x), 1 - alpha), // prettier-ignore
        equivalent: empty ?? shareInside(rows, alpha),
        points: rows.map(({ task: { facts: of, items }, x: ofX, y: ofY, equal }) => ({
          task: of.task,
          cluster: of.cluster,
          items,
          x: ofX,
          y: ofY,
          equal,
        })),
      },
    }),
  }
}

/** Unlike a correlation of true scores, a concordance is not freed from the noise of items. */
const OBSERVED =
  'the concordance is that of observed scores: noise of the items lowers it, and what both conditions share of it raises it'

interface Row {
  task: PairedTask
  x: number
  y: number
  /** Two one-sided tests of the items against the margin. */
  equal: PValue
}

function estimate(rows: readonly Row[], level: number): Estimate {
  const [x, y] = [rows.map((row) => row.x), rows.map((row) => row.y)]
  const value = concordance(x, y)
  if (value.state === 'undefined') return value
  const clusters = rows.map(({ task }) => task.facts.cluster)
  const bounds = concordanceBounds(x, y, clusters, level)
  const method = 'delete-one-cluster jackknife-t, atanh scale'
  return {
    ...value,
    method: "Lin's concordance, population moments",
    interval:
      bounds.state === 'undefined'
        ? bounds
        : {
            state: 'estimated',
            lower: bounds.lower,
            upper: bounds.upper,
            level,
            method,
            approximate: bounds.truncated > 0,
            because: bounds.truncated > 0 ? [`${bounds.truncated} values behind it lie beyond .995`] : [],
          },
  }
}

function decide(found: Estimate, counts: Counts, minimum: number): { state: VerdictState; reason: string } {
  const lacking = [...missingItems(counts), ...tooFew(counts, false)]
  if (lacking.length > 0) return { state: 'inconclusive', reason: lacking.join('; ') }
  if (found.state === 'undefined') return { state: 'inconclusive', reason: found.reason }
  const { interval } = found
  if (interval.state === 'undefined') return { state: 'inconclusive', reason: `no interval: ${interval.reason}` }
  const range = `the interval [${short(interval.lower)}, ${short(interval.upper)}]`
  const limit = short(minimum)
  if (interval.lower >= minimum) return { state: 'supported', reason: `${range} lies above ${limit}` }
  if (interval.upper < minimum) return { state: 'refuted', reason: `${range} lies below ${limit}` }
  return { state: 'inconclusive', reason: `${range} holds ${limit}` }
}

function needs(found: Estimate, counts: Counts, minimum: number): Need[] {
  const design = designNeeds(counts, [], 0)
  if (design.length > 0 || found.state === 'undefined' || found.interval.state === 'undefined') return design
  const { lower, upper } = found.interval
  const planned = tasksForReach({ tasks: counts.tasks, value: found.value, lower, upper }, minimum)
  if (planned.state === 'undefined' || planned.value <= counts.tasks) return []
  const side = found.value > minimum ? 'above' : 'below'
  const text = `about ${counted(planned.value, 'task')} would put the interval ${side} ${short(minimum)}, if the concordance stays at ${short(found.value)}`
  return [{ what: 'tasks', have: counts.tasks, need: planned.value, text }]
}

/** Share of the tasks on which both one-sided tests reject; each task by itself, not corrected. */
function shareInside(rows: readonly Row[], alpha: number): Quantity {
  let inside = 0
  for (const { task, equal } of rows) {
    if (equal.state === 'undefined') return notComputable(`${task.facts.task}: ${equal.reason}`)
    if (equal.p < alpha) inside++
  }
  return rows.length === 0 ? notComputable('no task') : { state: 'estimated', value: inside / rows.length }
}

function mean(scores: Float64Array): number {
  return scores.reduce((sum, score) => sum + score, 0) / Math.max(1, scores.length)
}
