import { notComputable, type Undefined } from './undefined.ts'

/** One variable of a task: scores of the task's items under each seed, or a number known without noise. */
export type Variable =
  | {
      state: 'scored'
      /** One list per seed; all as long as the task has items, in the same order. */ seeds: readonly ArrayLike<number>[]
    }
  | { state: 'exact'; value: number }

/** Where a task lies, and how far item and seed noise may have moved it. */
export interface TaskEstimate {
  state: 'estimated'
  items: number
  /** Mean score of each variable, over items and seeds. */
  mean: Float64Array
  /** Covariance of the errors of `mean`, row by row: variables x variables. */
  noise: Float64Array
}

/**
 * The mean scores of one task, and the covariance of their errors.
 *
 * Scores are averaged over seeds first. Item noise V = covariance over items / n; off the diagonal it is not 0, because
 * conditions share their items. The variance between seeds (its component, freed from item noise), divided by their number,
 * is added to the diagonal; with one seed it is unknown and left out. With `chance`, scores are put on the scale where 0 is
 * chance and 1 is perfect, (s - c) / (1 - c); values below 0 stay; a number known exactly is left as it is. With `groups`
 * (a passage, a dialogue) residuals are summed within groups: V = G/(G-1) sum of products of group sums / n^2. Items
 * (groups) and seeds must be independent draws.
 * Undefined for fewer than two items or groups, lists of unequal length, scores that are not finite, and a
 * chance level outside [0, 1).
 * Source: Miller 2024 (arXiv 2411.00640) for the group sums; Cronbach et al. 1972 for the division of variance.
 *
 * @example taskEstimate([{ state: 'scored', seeds: [[0, 1, 1, 0]] }]) // mean 0.5, noise 1/12
 */
export function taskEstimate(
  variables: readonly Variable[],
  { chance = 0, groups }: { chance?: number; groups?: readonly string[] } = {},
): TaskEstimate | Undefined {
  if (!(chance >= 0 && chance < 1)) return notComputable(`chance level ${chance} leaves nothing to be right about`)
  const lengths = new Set(
    variables.flatMap((variable) => (variable.state === 'scored' ? variable.seeds.map((s) => s.length) : [])),
  )
  const [items] = lengths
  if (items === undefined) return notComputable('no condition was scored')
  if (lengths.size > 1) return notComputable(`score lists of unequal length: ${[...lengths].join(', ')}`)
  if (groups !== undefined && groups.length !== items)
    return notComputable(`${items} items but ${groups.length} group names`)
  const groupOf = groups === undefined ? Int32Array.from({ length: items }, (_, item) => item) : indices(groups)
  const groupCount = groups === undefined ? items : new Set(groups).size
  if (groupCount < 2)
    return notComputable(`item noise needs two ${groups === undefined ? 'items' : 'groups'}, got ${groupCount}`)

  const averaged = variables.map((variable) =>
    variable.state === 'scored' ? overSeeds(variable.seeds, items) : undefined,
  )
  // The mean of whole-numbered scores is taken from their exact sum: equal tasks must tie to the last digit.
  const raw = Float64Array.from(variables, (variable) =>
    variable.state === 'exact' ? variable.value : average(variable.seeds.map(sum)) / items,
  )
  if (!raw.every(Number.isFinite)) return notComputable('a score is not a finite number')

  // A variable known exactly keeps residual sums of 0, and thus no noise with any other.
  const residuals = averaged.map((scores, v) => groupSums(scores, Number(raw[v]), groupOf, groupCount))
  const p = variables.length
  const noise = new Float64Array(p * p)
  const factor = groupCount / ((groupCount - 1) * items * items) / (1 - chance) ** 2
  for (let a = 0; a < p; a++) for (let b = 0; b < p; b++) noise[a * p + b] = factor * dot(residuals[a], residuals[b])
  variables.forEach((variable, v) => {
    const scores = averaged[v]
    if (variable.state === 'exact' || scores === undefined) return
    const seedNoise = betweenSeeds(variable.seeds, scores, groupOf, groupCount) / (1 - chance) ** 2
    noise[v * p + v] = Number(noise[v * p + v]) + seedNoise
  })
  const mean = raw.map((value, v) => (averaged[v] === undefined ? value : (value - chance) / (1 - chance)))
  return { state: 'estimated', items, mean, noise }
}

/**
 * Variance component of the seeds, divided by their number; 0 where one seed cannot tell.
 *
 * The means of the seeds also differ because each seed answers the items in its own way. That part is item noise, which the
 * covariance over items holds already: it is taken out here, or it would count twice. May be negative by chance.
 */
function betweenSeeds(
  seeds: readonly ArrayLike<number>[],
  averaged: Float64Array,
  groupOf: Int32Array,
  groups: number,
): number {
  if (seeds.length < 2) return 0
  const means = seeds.map(average)
  const centre = average(means)
  const spread = means.reduce((total, mean) => total + (mean - centre) ** 2, 0)
  const items = averaged.length
  const ownWay = seeds.reduce((total, scores, s) => {
    const residuals = averaged.map((usual, item) => Number(scores[item]) - usual)
    const sums = groupSums(residuals, Number(means[s]) - centre, groupOf, groups)
    return total + (groups / ((groups - 1) * items * items)) * dot(sums, sums)
  }, 0)
  return (spread - ownWay) / (seeds.length - 1) / seeds.length
}

function overSeeds(seeds: readonly ArrayLike<number>[], items: number): Float64Array {
  const averaged = new Float64Array(items)
  for (const scores of seeds) {
    for (let item = 0; item < items; item++) averaged[item] = Number(averaged[item]) + Number(scores[item])
  }
  return averaged.map((total) => total / seeds.length)
}

function groupSums(scores: Float64Array | undefined, mean: number, groupOf: Int32Array, groups: number): Float64Array {
  const sums = new Float64Array(groups)
  scores?.forEach((score, item) => {
    const group = Number(groupOf[item])
    sums[group] = Number(sums[group]) + (score - mean)
  })
  return sums
}

function indices(names: readonly string[]): Int32Array {
  const known = new Map([...new Set(names)].map((name, index) => [name, index]))
  return Int32Array.from(names, (name) => Number(known.get(name)))
}

function average(values: ArrayLike<number>): number {
  return sum(values) / values.length
}

function sum(values: ArrayLike<number>): number {
  let total = 0
  for (let i = 0; i < values.length; i++) total += Number(values[i])
  return total
}

function dot(a: Float64Array | undefined, b: Float64Array | undefined): number {
  let total = 0
  if (a !== undefined && b !== undefined) for (let i = 0; i < a.length; i++) total += Number(a[i]) * Number(b[i])
  return total
}
