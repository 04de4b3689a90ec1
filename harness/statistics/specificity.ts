import { hierarchicalBootstrap, type Bootstrapped, type MeansStatistic } from './hierarchicalBootstrap.ts'
import { listFault } from './listFault.ts'
import { notComputable, type Undefined } from './undefined.ts'

export interface SpecificityTask {
  task: string
  /** Scores, 0 or 1, of the tuned model on the items of the task. */
  tuned: ArrayLike<number>
  /** Of the base model that it was tuned from. */
  matched: ArrayLike<number>
  /** Of other base models, in the same order for every task. */
  mismatched: readonly ArrayLike<number>[]
}

/**
 * Item-level specificity: does a tuned model fail on the items on which its own base model fails, more than another's?
 *
 * Error-consistency kappa with the matched base minus the mean of those with mismatched bases. Agreement by chance is reckoned inside
 * each task and averaged over tasks, each counting once, so that tasks of different difficulty make no consistency. The items
 * are a sample, the tasks are fixed: items are resampled inside tasks, the same for all models. BCa. Undefined for
 * unequal lengths, scores other than 0 and 1, no mismatched model, and where a kappa is.
 * Source: Geirhos, Meding and Wichmann 2020 for kappa; Efron 1987.
 */
export function specificity(
  tasks: readonly SpecificityTask[],
  options: { seed: number; purpose: string; resamples?: number; level?: number },
): Bootstrapped | Undefined {
  const others = tasks[0]?.mismatched.length ?? 0
  if (others === 0) return notComputable('specificity needs a task with a mismatched model')
  const columns: { task: string; cluster: string; conditions: ArrayLike<number>[][] }[] = []
  for (const { task, tuned, matched, mismatched } of tasks) {
    if (mismatched.length !== others)
      return notComputable(`${task}: ${mismatched.length} mismatched models, elsewhere ${others}`)
    const bases = [matched, ...mismatched]
    const fault = listFault(
      { tuned, matched, ...Object.fromEntries(mismatched.map((list, k) => [`mismatched ${String(k + 1)}`, list])) },
      1,
    )
    if (fault !== undefined) return notComputable(`${task}: ${fault}`)
    if ([tuned, ...bases].some((list) => Array.from(list).some((score) => score !== 0 && score !== 1)))
      return notComputable(`${task}: expected scores of 0 or 1`)
    const both = bases.map((list) => Float64Array.from(list, (score, item) => score * Number(tuned[item])))
    columns.push({ task, cluster: task, conditions: [tuned, ...bases, ...both].map((list) => [list]) })
  }
  return hierarchicalBootstrap(columns, difference(others + 1), { ...options, levels: ['items'] })
}

/** From the means of: tuned, each base, tuned and each base both right. */
function difference(bases: number): MeansStatistic {
  const width = 1 + 2 * bases
  const consistency = (means: Float64Array, tasks: number, base: number) => {
    let chance = 0
    let disagree = 0
    for (let row = 0; row < tasks; row++) {
      const [tuned, other, both] = [0, 1 + base, 1 + bases + base].map((column) => Number(means[row * width + column]))
      if (tuned === undefined || other === undefined || both === undefined) return undefined
      chance += tuned * (1 - other) + other * (1 - tuned)
      disagree += tuned + other - 2 * both
    }
    return chance > 0 ? 1 - disagree / chance : undefined
  }
  return (means, tasks) => {
    const matched = consistency(means, tasks, 0)
    let sum = 0
    for (let base = 1; base < bases; base++) {
      const value = consistency(means, tasks, base)
      if (value === undefined) return undefined
      sum += value
    }
    return matched === undefined ? undefined : matched - sum / (bases - 1)
  }
}
