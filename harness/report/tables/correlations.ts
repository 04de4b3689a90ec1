import { notComputable, type Undefined } from '../../statistics/undefined.ts'
import type { Association } from '../../suite/hypothesis.ts'
import { listed } from '../../verdict/analysis.ts'
import { collectCells, tasksOver } from '../../verdict/collect.ts'
import {
  correlationOf,
  drawInsideClusters,
  noRankCorrelation,
  permute,
  type PermuteOptions,
  rankCorrelationOf,
  reliabilitiesOf,
} from '../../verdict/estimates.ts'
import { type Sample, sampleTasks } from '../../verdict/sample.ts'
import type { CorrelatedPair, CorrelationMatrix, Reliability, TaskGroup } from '../report.generated.ts'
import { corrected } from './correction.ts'
import type { Measured } from './measured.ts'
import { together } from './together.ts'

/**
 * How the scores under any two conditions go together over the tasks of each group.
 *
 * The numbers are those of an association that was claimed: noise of the items and what shared items add is taken out, the interval leaves
 * out one cluster at a time, and tasks are permuted inside their clusters. Two-sided, since nobody said beforehand what to expect.
 */
export function correlationMatrices(measured: Measured): CorrelationMatrix[] {
  const { model, conditions, facts, groups } = measured
  const names = conditions.map(({ name }) => name)
  const sampled = sampling(measured)
  const single = names.map((name) => ({ name, sample: sampled([name]) }))
  const pairs = names.flatMap((a, index) => names.slice(index + 1).map((b) => ({ a, b, sample: sampled([a, b]) })))
  return groups.map(({ over }) => {
    const clusters = tasksOver(over, facts.tasks).map(({ cluster }) => cluster)
    // One set of arrangements serves all pairs.
    const permuted: PermuteOptions = { alternative: 'two-sided', drawn: drawInsideClusters(clusters, facts.seed) }
    return {
      model,
      over,
      tasks: clusters.length,
      clusters: new Set(clusters).size,
      correction: 'Benjamini-Hochberg',
      reliabilities: single.map(({ name, sample }) => reliabilityOf(name, sample(over))),
      pairs: corrected(pairs.map(({ a, b, sample }) => ({ a, b, ...correlated(sample(over), facts.seed, permuted) }))),
    }
  })
}

const LEVEL = 0.95

function correlated(
  sample: Sample | Undefined,
  seed: number,
  permuted: PermuteOptions,
): Pick<CorrelatedPair, 'items' | 'correlation' | 'test' | 'spearman'> {
  if (sample.state === 'undefined')
    return { items: 0, correlation: sample, test: sample, spearman: noRankCorrelation(sample) }
  return {
    items: Math.min(...sample.tasks.map(({ estimate }) => estimate.items)),
    correlation: correlationOf(sample, LEVEL),
    test: permute(sample, 'inside clusters', seed, permuted),
    // All orders of few tasks take longer than all else, and the permutation above is exact there.
    spearman: rankCorrelationOf(sample, LEVEL, 'no p'),
  }
}

function reliabilityOf(condition: string, sample: Sample | Undefined): Reliability {
  if (sample.state === 'undefined') return { condition, reliability: sample }
  const [found] = reliabilitiesOf(sample)
  return found ?? { condition, reliability: notComputable('nothing was scored') }
}

/** The tasks of a group as points, with these conditions as variables, or what is missing for that. */
function sampling(measured: Measured): (wanted: readonly string[]) => (over: TaskGroup) => Sample | Undefined {
  const { facts } = measured
  const paired = together(
    measured,
    (conditions) => {
      const sample = sampleOver('all tasks', conditions, measured)
      return sample.state === 'undefined' ? undefined : sample
    },
    ({ tasks }) => new Map(tasks.map(({ facts: { task }, estimate }) => [task, estimate.items])),
  )
  return (wanted) => {
    const { paired: whole } = paired(wanted)
    if (whole === undefined) return (over) => sampleOver(over, wanted, measured)
    const chosen = onlyVariables(whole, wanted)
    return (over) => {
      const names = new Set(tasksOver(over, facts.tasks).map(({ task }) => task))
      return { ...chosen, tasks: chosen.tasks.filter((task) => names.has(task.facts.task)) }
    }
  }
}

function sampleOver(over: TaskGroup, conditions: readonly string[], measured: Measured): Sample | Undefined {
  const [x = '', y = x, ...given] = conditions
  const relation: Association = { kind: 'association', x, y, over, given, minimum: 0 }
  const collected = collectCells(relation, measured.facts.tasks, measured.cells, measured.model)
  if (collected.state === 'faulty') return notComputable(listed(collected.faults))
  return sampleTasks(collected.tasks, conditions)
}

/** The same sample with some of its variables alone. */
function onlyVariables(sample: Sample, wanted: readonly string[]): Sample {
  const at = wanted.map((name) => sample.variables.indexOf(name))
  const all = sample.variables.length
  const tasks = sample.tasks.map(({ estimate, ...task }) => ({
    ...task,
    estimate: {
      ...estimate,
      mean: Float64Array.from(at, (v) => Number(estimate.mean[v])),
      noise: Float64Array.from(
        at.flatMap((a) => at.map((b) => a * all + b)),
        (k) => Number(estimate.noise[k]),
      ),
    },
  }))
  return { ...sample, variables: wanted, tasks }
}
