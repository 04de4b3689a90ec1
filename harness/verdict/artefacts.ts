import type { CellScores } from '../measure/cell.ts'
import type { Coefficient } from '../statistics/pearson.ts'
import { correctedCorrelation } from '../statistics/correctedCorrelation.ts'
import { heterogeneity, type Heterogeneity } from '../statistics/heterogeneity.ts'
import { spearman } from '../statistics/spearman.ts'
import { trueCovariance } from '../statistics/trueCovariance.ts'
import { notComputable, type Undefined } from '../statistics/undefined.ts'
import { nameWith, type Step, stepsOf } from '../suite/artefacts.ts'
import type { Defect } from '../suite/defects.ts'
import type { Artefacts, Hypothesis } from '../suite/hypothesis.ts'
import { overWords } from '../suite/over.ts'
import { faulty, headOf, sharpest, type Analysis, type Facts } from './analysis.ts'
import { decideArtefacts } from './artefactsRule.ts'
import { collectCells, type TaskCells } from './collect.ts'
import { countsOf } from './counts.ts'
import { clustersOf, observed, reliabilitiesOf, withInterval } from './estimates.ts'
import { pairedIn, sampleTasks, type Sample } from './sample.ts'
import type { ArtefactStep, Estimate, MeasuredCorrelation, PValue } from './verdict.ts'

/**
 * What does each defect of the released experiments do to the correlation of x and y, for one base model? Planned tests: that it does
 * nothing, one for each defect and one for all together.
 *
 * The noise-corrected correlations with and without it are compared on the same tasks and items: delete-one-cluster jackknife of the
 * difference of their atanh, which leaves the same cluster out of both.
 */
export function analyseArtefacts(
  hypothesis: Hypothesis,
  relation: Artefacts,
  facts: Facts,
  cells: readonly CellScores[],
  model: string,
): Analysis {
  const { over, ...declared } = relation
  const { x, y } = relation
  const level = 1 - hypothesis.alpha
  const collected = collectCells(relation, facts.tasks, cells, model)
  const usable = collected.state === 'complete' ? collected.tasks : []
  const strict = sampleWith(usable, relation, [[]])
  const strictly = measured(strict, BEFORE, level)
  const steps = stepsOf(relation).map((step) => compare(usable, relation, step, level))
  const counts = countsOf(relation, facts.tasks, usable, pairedIn(strict))
  return {
    planned: steps.map(({ raw }) => raw),
    conclude: (tests) => {
      const rows = steps.flatMap(({ row }, index): ArtefactStep[] => tests.slice(index, index + 1).map((test) => ({ ...row, test }))) // prettier-ignore
      const test = sharpest(tests)
      if (test === undefined) throw new Error('a claim about defects names one')
      const reliabilities = strict.state === 'undefined' ? [] : reliabilitiesOf(strict)
      const decision =
        collected.state === 'faulty'
          ? faulty(collected.faults)
          : {
              toDecide: [],
              ...decideArtefacts({ strict: strictly, rows, reliabilities, counts, ...relation, ...hypothesis }),
            }
      return {
        ...headOf(hypothesis, model),
        ...decision,
        warnings: [],
        question: `Does a defect of the released experiments change the correlation of ${y} with ${x} over ${overWords(over)}?`,
        estimand: `the change of the correlation of true chance-normalised scores of ${x} and ${y} over the population of tasks`,
        test,
        counts,
        seed: facts.seed,
        evidence: { ...declared, strict: strictly, steps: rows },
      }
    },
  }
}

/** Tasks as points: x and y under each of these sets of defects, on the items that all have. */
function sampleWith(
  usable: readonly TaskCells[],
  relation: Artefacts,
  sets: readonly (readonly Defect[])[],
): Sample | Undefined {
  if (usable.length === 0) return notComputable(`no ${overWords(relation.over)}`)
  const { x, y } = relation
  return sampleTasks(usable, sets.flatMap((defects) => [nameWith(x, defects, relation), nameWith(y, defects, relation)])) // prettier-ignore
}

/** Places of x and y among the variables of a sample. */
type Axes = readonly [x: number, y: number]

const BEFORE: Axes = [0, 1]
const AFTER: Axes = [2, 3]

function measured(sample: Sample | Undefined, axes: Axes, level: number): MeasuredCorrelation {
  if (sample.state === 'undefined') return { correlation: sample, spearman: sample }
  return {
    correlation: withInterval(sample, level, 'noise-corrected covariance over tasks', (tasks) =>
      correlate(tasks, axes),
    ),
    spearman: spearman(observed(sample, axes[0]), observed(sample, axes[1])),
  }
}

function correlate(tasks: Parameters<typeof trueCovariance>[0], [x, y]: Axes): Coefficient {
  const covariance = trueCovariance(tasks)
  return covariance.state === 'undefined' ? covariance : correctedCorrelation(covariance, x, y)
}

/** The two correlations of a step, and how far apart they are. */
function compare(
  usable: readonly TaskCells[],
  relation: Artefacts,
  { name, on, against }: Step,
  level: number,
): { raw: PValue; row: Omit<ArtefactStep, 'test'> } {
  const sample = sampleWith(usable, relation, [against, on])
  const before = measured(sample, BEFORE, level)
  const { change, raw, moved } = changeIn(sample, level)
  const row = { name, on: [...on], against: [...against], moved, before, ...measured(sample, AFTER, level), change }
  return { raw, row }
}

function changeIn(sample: Sample | Undefined, level: number): { raw: PValue; change: Estimate; moved: number } {
  if (sample.state === 'undefined') return { raw: sample, change: sample, moved: 0 }
  const moved = sample.tasks.filter(({ estimate: { mean } }) => mean[0] !== mean[2] || mean[1] !== mean[3]).length
  if (moved === 0) {
    const none = notComputable('the score of no task is another')
    return { raw: none, change: none, moved }
  }
  const over = (model: string, axes: Axes) => ({
    model,
    correlation: (positions: readonly number[]) =>
      correlate(
        positions.flatMap((position) => sample.tasks[position]?.estimate ?? []),
        axes,
      ),
  })
  const found = heterogeneity([over('with it', AFTER), over('without it', BEFORE)], clustersOf(sample), level)
  return { ...inWords(found, level), moved }
}

function inWords(found: Heterogeneity | Undefined, level: number): { raw: PValue; change: Estimate } {
  if (found.state === 'undefined') return { raw: found, change: found }
  const [pair] = found.pairs
  const start = found.values[1]?.value
  if (pair === undefined || start === undefined) throw new Error('two correlations have one difference')
  // The difference of atanh, and its interval, as changes of the correlation from where it starts.
  const changed = (difference: number) => Math.tanh(Math.atanh(cut(start)) + difference) - cut(start)
  const method = 'difference of atanh(correlation), delete-one-cluster jackknife-t'
  const because = found.truncated > 0 ? [`${found.truncated} of the correlations behind it lie beyond .995`] : []
  const p = Math.max(pair.p, Number.MIN_VALUE)
  const interval = { lower: changed(pair.lower), upper: changed(pair.upper), level, method }
  return {
    raw: { state: 'estimated', p, alternative: 'two-sided', method, attainable: 0, resamples: 0 },
    change: {
      state: 'estimated',
      value: changed(pair.difference),
      method: 'difference of noise-corrected correlations',
      interval: { state: 'estimated', ...interval, approximate: because.length > 0, because },
    },
  }
}

const cut = (r: number) => Math.max(-0.995, Math.min(0.995, r))
