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
import type { CorrelatedPair, CorrelationMatrix, Reliability } from '../report.generated.ts'
import { corrected } from './correction.ts'
import { type Measured, within } from './measured.ts'
import { together } from './together.ts'

/**
 * How the scores under any two conditions go together over the tasks of each group: of conditions that ask all tasks of the group.
 *
 * The numbers are those of an association that was claimed: noise of the items and what shared items add is taken out, the interval leaves
 * out one cluster at a time, and tasks are permuted inside their clusters. Two-sided, since nobody said beforehand what to expect.
 */
export function correlationMatrices(measured: Measured): CorrelationMatrix[] {
  return measured.groups.map(({ over, tasks }) => ({
    model: measured.model,
    over,
    ...correlationMatrix(
      within(
        measured,
        tasks.map(({ name }) => name),
      ),
    ),
  }))
}

/** The matrix of these conditions over these tasks, which all of them ask. */
function correlationMatrix(measured: Measured): Omit<CorrelationMatrix, 'model' | 'over'> {
  const { conditions, facts } = measured
  const names = conditions.map(({ name }) => name)
  const sample = sampling(measured)
  // In the order of the samples, whose places are what is permuted.
  const clusters = tasksOver('all tasks', facts.tasks).map(({ cluster }) => cluster)
  // One set of arrangements serves all pairs.
  const permuted: PermuteOptions = { alternative: 'two-sided', drawn: drawInsideClusters(clusters, facts.seed) }
  const pairs = names.flatMap((a, index) =>
    names.slice(index + 1).map((b) => ({ a, b, ...correlated(sample([a, b]), facts.seed, permuted) })),
  )
  return {
    tasks: clusters.length,
    clusters: new Set(clusters).size,
    correction: 'Benjamini-Hochberg',
    reliabilities: names.map((name) => reliabilityOf(name, sample([name]))),
    pairs: corrected(pairs),
  }
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

/** The tasks as points, with these conditions as variables, or what is missing for that. */
function sampling(measured: Measured): (wanted: readonly string[]) => Sample | Undefined {
  const paired = together(
    measured,
    (conditions) => {
      const sample = sampleOf(conditions, measured)
      return sample.state === 'undefined' ? undefined : sample
    },
    ({ tasks }) => new Map(tasks.map(({ facts: { task }, estimate }) => [task, estimate.items])),
  )
  return (wanted) => {
    const { paired: whole } = paired(wanted)
    return whole === undefined ? sampleOf(wanted, measured) : onlyVariables(whole, wanted)
  }
}

function sampleOf(conditions: readonly string[], { facts, cells, model }: Measured): Sample | Undefined {
  const [x = '', y = x, ...given] = conditions
  const relation: Association = { kind: 'association', x, y, over: 'all tasks', given, minimum: 0 }
  const collected = collectCells(relation, facts.tasks, cells, model)
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
