import { hierarchicalBootstrap, type Bootstrapped, type MeansStatistic } from './hierarchicalBootstrap.ts'
import { listFault } from './listFault.ts'
import { notComputable, type Undefined } from './undefined.ts'

/** Right (1) and wrong (0) answers to the items of one task. */
export interface SpecificityTask {
  task: string
  /** Base models, the same in every task: answers of each under its seeds, and of the models tuned from it under theirs. */
  models: readonly { base: readonly ArrayLike<number>[]; tuned: readonly ArrayLike<number>[] }[]
}

/** One base model, in the order in which they were given. */
export interface ModelSpecificity {
  /** Error consistency (kappa) of its tuned models with each base model, its own included. */
  consistency: (Bootstrapped | Undefined)[]
  /** That with its own base model less the mean of those with the others. */
  specificity: Bootstrapped | Undefined
  /** The same of logarithms of odds ratios, which do not depend on how many answers are right. */
  logOdds: Bootstrapped | Undefined
}

/**
 * Item-level specificity: does a tuned model fail on the items on which its own base model fails, more than another's?
 *
 * Error-consistency kappa with the matched base minus the mean of those with mismatched bases, for each base model and on average over
 * them. Disagreement, seen and by chance, is reckoned inside each task and each pair of seeds and then summed, each counting once, so that
 * tasks of different difficulty make no consistency. Kappa is lower between models whose shares right differ, so that base models of
 * different level are specific by kappa though they share nothing but which items are hard. Odds ratios (Mantel and
 * Haenszel, over the same strata) hardly ever are so in every base model then. The items are a sample, tasks, seeds and models are fixed:
 * items are resampled inside tasks, the same for all models. BCa. Undefined for unequal lengths and scores other than 0 and 1;
 * each part also where a kappa or a logarithm is, and where there is no other base model.
 * Source: Geirhos, Meding and Wichmann 2020 for kappa; Mantel and Haenszel 1959; Efron 1987.
 */
export function specificity(
  tasks: readonly SpecificityTask[],
  options: { seed: number; purpose: string; resamples?: number; level?: number },
): { state: 'estimated'; models: ModelSpecificity[]; mean: Bootstrapped | Undefined } | Undefined {
  const [first] = tasks
  if (first === undefined || first.models.length === 0)
    return notComputable('specificity needs a task with a base model')
  const fault = tasks.map(faultOf).find((text) => text !== undefined)
  if (fault !== undefined) return notComputable(fault)
  const { strata, conditions } = columnsOf(first)
  const kappas = strata.map((row) => row.map((pair) => kappaOf(pair, conditions.length)))
  const differences = kappas.map(ownLessOthers)
  const odds = strata.map((row, model) =>
    ownLessOthers(
      row.map((pair) => logOddsOf(pair, conditions.length)),
      model,
    ),
  )
  const found = hierarchicalBootstrap(
    tasks.map((task) => ({ task: task.task, cluster: task.task, conditions: columnsOf(task).conditions })),
    [...kappas.flat(), ...differences, ...odds, averageOf(differences)],
    { ...options, levels: ['items'] },
  )
  const count = strata.length
  const at = (index: number) => found[index] ?? notComputable(`${conditions.length} columns, but no result`)
  const unlessAlone = (index: number) => (count < 2 ? notComputable(NO_OTHER) : at(index))
  return {
    state: 'estimated',
    models: strata.map((_, model) => ({
      consistency: strata.map((__, other) => at(count * model + other)),
      specificity: unlessAlone(count * count + model),
      logOdds: unlessAlone(count * (count + 1) + model),
    })),
    mean: unlessAlone(count * (count + 2)),
  }
}

/** Why there is no specificity of one base model alone. */
export const NO_OTHER = 'there is no other base model'

function faultOf({ task, models }: SpecificityTask): string | undefined {
  const lists = models.flatMap(({ base, tuned }, model) => [
    ...tuned.map((list, seed) => [`tuned model ${model + 1}, seed ${seed + 1}`, list] as const),
    ...base.map((list, seed) => [`base model ${model + 1}, seed ${seed + 1}`, list] as const),
  ])
  const fault = listFault(Object.fromEntries(lists), 1)
  if (fault !== undefined) return `${task}: ${fault}`
  const graded = lists.some(([, list]) => Array.from(list).some((score) => score !== 0 && score !== 1))
  return graded ? `${task}: expected scores of 0 or 1` : undefined
}

/** Where the means of a tuned and a base model, and of both right, stand in a row of means: one seed of each. */
interface Stratum {
  tuned: number
  base: number
  both: number
}

/** What is resampled of a task, and for each tuned and each base model its strata. */
function columnsOf({ models }: SpecificityTask): { conditions: ArrayLike<number>[][]; strata: Stratum[][][] } {
  const conditions: ArrayLike<number>[][] = []
  const add = (list: ArrayLike<number>) => conditions.push([list]) - 1
  const places = models.map(({ base, tuned }) => ({ base: base.map(add), tuned: tuned.map(add) }))
  const list = (column: number) => conditions[column]?.[0] ?? []
  const strata = places.map(({ tuned }) =>
    places.map(({ base }) =>
      tuned.flatMap((ofTuned) =>
        base.map((ofBase): Stratum => {
          const other = list(ofBase)
          const both = Float64Array.from(list(ofTuned), (score, item) => score * Number(other[item]))
          return { tuned: ofTuned, base: ofBase, both: add(both) }
        }),
      ),
    ),
  )
  return { conditions, strata }
}

/** Kappa over all strata of all tasks, from disagreement seen and by chance. */
function kappaOf(strata: readonly Stratum[], width: number): MeansStatistic {
  return (means, tasks) => {
    let [seen, chance] = [0, 0]
    for (let at = 0; at < tasks * width; at += width) {
      for (const stratum of strata) {
        const tuned = Number(means[at + stratum.tuned])
        const base = Number(means[at + stratum.base])
        seen += tuned + base - 2 * Number(means[at + stratum.both])
        chance += tuned * (1 - base) + base * (1 - tuned)
      }
    }
    return chance > 0 ? 1 - seen / chance : undefined
  }
}

/** Logarithm of the odds ratio of Mantel and Haenszel over all strata of all tasks. */
function logOddsOf(strata: readonly Stratum[], width: number): MeansStatistic {
  return (means, tasks) => {
    let [alike, apart] = [0, 0]
    for (let at = 0; at < tasks * width; at += width) {
      for (const stratum of strata) {
        const tuned = Number(means[at + stratum.tuned])
        const base = Number(means[at + stratum.base])
        const both = Number(means[at + stratum.both])
        alike += both * (1 - tuned - base + both)
        apart += (tuned - both) * (base - both)
      }
    }
    // What rounding makes of 0 is 0.
    return alike > 1e-12 && apart > 1e-12 ? Math.log(alike / apart) : undefined
  }
}

/** The entry of the model itself less the mean of the others. */
function ownLessOthers(row: readonly MeansStatistic[], model: number): MeansStatistic {
  const own = row[model] ?? (() => undefined)
  const others = averageOf(row.filter((_, other) => other !== model))
  return (means, tasks) => {
    const [matched, mismatched] = [own(means, tasks), others(means, tasks)]
    return matched === undefined || mismatched === undefined ? undefined : matched - mismatched
  }
}

function averageOf(statistics: readonly MeansStatistic[]): MeansStatistic {
  return (means, tasks) => {
    let sum = 0
    for (const statistic of statistics) {
      const value = statistic(means, tasks)
      if (value === undefined) return undefined
      sum += value
    }
    return statistics.length === 0 ? undefined : sum / statistics.length
  }
}
