import binomialCdf from '@stdlib/stats-base-dists-binomial-cdf'
import { clopperPearson } from './clopperPearson.ts'
import { holm } from './holm.ts'
import { oneSided } from './oneSided.ts'
import { requireInside } from './parameter.ts'
import { notComputable, type Undefined } from './undefined.ts'

export interface ChanceTask {
  task: string
  /** Score of each item in [0, 1]. */
  scores: ArrayLike<number>
  /** What guessing would score on average, in [0, 1). */
  chance: number
  groups?: readonly string[]
}

export interface TaskAtChance {
  state: 'estimated'
  task: string
  /** Mean score less the chance level. */
  value: number
  /** Interval of level 1 - 2 alpha. */
  lower: number
  upper: number
  /** Whether that interval lies inside (-margin, margin). */
  equivalent: boolean
  /** p of "at least the margin away from chance". */
  nearP: number
  /** Two-sided p of "at chance", raw and after Holm. */
  p: number
  adjusted: number
  /** p of "within twice the margin of chance", raw and after Holm. */
  farP: number
  farAdjusted: number
  method: 'binomial' | 't' | 'exact bound'
}

export interface NearChance {
  state: 'estimated'
  /** In the order given; one that cannot be tested says why. */
  tasks: (TaskAtChance | (Undefined & { task: string }))[]
  /** Share of all tasks, those without a test among them, that are equivalent to chance. */
  share: number
}

/**
 * Near chance: on which tasks is a model shown to score as guessing would, and on which not?
 *
 * Scores of 0 and 1 without groups: exact binomial tests and Clopper-Pearson bounds (on the safe side where the number of options
 * differs between items, whose scores then vary less). Others: t, CR1 with groups. Two-sided p is twice the smaller one-sided.
 * A task has no test for scores outside [0, 1], for a chance level outside [0, 1), and where its bounds are undefined: it counts as p = 1.
 * Undefined without tasks.
 * Source: Clopper and Pearson 1934; Hoeffding 1956 for unequal chances; Schuirmann 1987.
 */
export function nearChance(
  tasks: readonly ChanceTask[],
  { margin, alpha = 0.05 }: { margin: number; alpha?: number },
): NearChance | Undefined {
  requireInside('alpha', alpha, 0, 0.5)
  requireInside('margin', margin, 0, 1)
  if (tasks.length === 0) return notComputable('no task was given')
  const found = tasks.map((task) => atChance(task, margin, alpha))
  const adjusted = holm(found.map((one) => (one.state === 'undefined' ? 1 : one.p)))
  const farAdjusted = holm(found.map((one) => (one.state === 'undefined' ? 1 : one.farP)))
  const all = found.map((one, index): NearChance['tasks'][number] => {
    const { task = '' } = tasks[index] ?? {}
    if (one.state === 'undefined') return { task, ...one }
    return {
      ...one,
      task,
      equivalent: one.lower > -margin && one.upper < margin,
      adjusted: Number(adjusted[index]),
      farAdjusted: Number(farAdjusted[index]),
    }
  })
  const near = all.filter((one) => one.state === 'estimated' && one.equivalent)
  return { state: 'estimated', tasks: all, share: near.length / all.length }
}

type OneTask = { state: 'estimated' } & Pick<
  TaskAtChance,
  'value' | 'lower' | 'upper' | 'nearP' | 'p' | 'farP' | 'method'
>

function atChance({ scores, chance, groups }: ChanceTask, margin: number, alpha: number): OneTask | Undefined {
  if (!(chance >= 0 && chance < 1)) return notComputable(`expected a chance level in [0, 1), got ${chance}`)
  const all = Float64Array.from(scores)
  if (!all.every((score) => score >= 0 && score <= 1)) return notComputable('a score lies outside [0, 1]')
  const value = all.reduce((sum, score) => sum + score, 0) / all.length - chance
  if (groups === undefined && all.every((score) => score === 0 || score === 1)) {
    const right = all.reduce((sum, score) => sum + score, 0)
    const bounds = clopperPearson(right, all.length, alpha)
    if (bounds.state === 'undefined') return bounds
    const above = (share: number) => atLeast(right, all.length, share)
    const below = (share: number) => atMost(right, all.length, share)
    return {
      state: 'estimated',
      value,
      lower: bounds.lower - chance,
      upper: bounds.upper - chance,
      ...tests(above, below, chance, margin),
      method: 'binomial',
    }
  }
  const sample = oneSided(
    all.map((score) => score - chance),
    { groups },
  )
  if (sample.state === 'undefined') return sample
  return {
    state: 'estimated',
    value,
    lower: sample.lower(alpha),
    upper: sample.upper(alpha),
    ...tests(
      (share) => sample.pGreater(share - chance),
      (share) => sample.pLess(share - chance),
      chance,
      margin,
    ),
    method: sample.method,
  }
}

/** Both tests from the one-sided p of "at most this share" and "at least this share". */
function tests(
  above: (share: number) => number,
  below: (share: number) => number,
  chance: number,
  margin: number,
): Pick<TaskAtChance, 'nearP' | 'p' | 'farP'> {
  const twice = (a: number, b: number) => Math.min(1, 2 * Math.min(a, b))
  // No score can lie below 0 or above 1.
  const tooLow = chance - margin < 0 ? 0 : above(chance - margin)
  const tooHigh = chance + margin > 1 ? 0 : below(chance + margin)
  return {
    nearP: Math.max(tooLow, tooHigh),
    p: twice(above(chance), below(chance)),
    farP: twice(above(chance + 2 * margin), below(chance - 2 * margin)),
  }
}

/** P(X <= right) for a share in or beyond [0, 1]. */
function atMost(right: number, n: number, share: number): number {
  return share <= 0 ? 1 : share >= 1 ? Number(right === n) : binomialCdf(right, n, share)
}

/** P(X >= right), as the lower tail of the wrong answers, which keeps its digits. */
function atLeast(right: number, n: number, share: number): number {
  return atMost(n - right, n, 1 - share)
}
