import { notComputable, type Undefined } from './undefined.ts'

/** Scores of one task, as a resampling procedure takes them. */
export interface ResampledTask {
  task: string
  /** Tasks of one cluster are not independent; a task's own name where it stands alone. */
  cluster: string
  /** Conditions, of each the seeds, of each the score of every item: all lists of a task in the same order of items. */
  conditions: readonly (readonly ArrayLike<number>[])[]
}

/** One task in a form that inner loops read: typed arrays only. */
export interface PackedTask {
  name: string
  items: number
  /** items x (seeds of all conditions), row by row. */
  scores: Float64Array
  /** Sum of each column. */
  sums: Float64Array
  /** Mean of each condition, over items and seeds. */
  means: Float64Array
}

export interface PackedTasks {
  state: 'packed'
  conditions: number
  /** Seeds of each condition, the same in every task. */
  seeds: Uint32Array
  /** Condition of each column of the scores. */
  first: Uint32Array
  /** In the order of their names. */
  tasks: readonly PackedTask[]
  clusters: readonly { name: string; members: Uint32Array }[]
}

/**
 * Puts the scores of tasks into typed arrays, tasks and clusters in the order of their names, whatever order they came in.
 *
 * Undefined without tasks, items, conditions or seeds, for two tasks of one name, for lists of unequal length, for
 * conditions or seeds that differ between tasks, and for scores that are not finite.
 */
export function packTasks(tasks: readonly ResampledTask[]): PackedTasks | Undefined {
  const sorted = [...tasks].sort((a, b) => (a.task < b.task ? -1 : a.task > b.task ? 1 : 0))
  const [model] = sorted
  if (model === undefined) return notComputable('no task was given')
  const seeds = Uint32Array.from(model.conditions, (lists) => lists.length)
  if (seeds.length === 0 || seeds.includes(0)) return notComputable(`${model.task}: a condition has no scores`)
  const packed: PackedTask[] = []
  for (const [index, { task, conditions }] of sorted.entries()) {
    if (sorted[index + 1]?.task === task) return notComputable(`two tasks are named ${task}`)
    if (conditions.length !== seeds.length || conditions.some((lists, c) => lists.length !== seeds[c]))
      return notComputable(`${task}: its conditions or seeds are not those of ${model.task}`)
    const lists = conditions.flat()
    const items = lists[0]?.length ?? 0
    if (items === 0) return notComputable(`${task}: needs at least one item`)
    if (lists.some((list) => list.length !== items))
      return notComputable(`${task}: score lists of unequal length: ${lists.map((list) => list.length).join(', ')}`)
    const scores = new Float64Array(items * lists.length)
    for (const [k, list] of lists.entries())
      for (let i = 0; i < items; i++) scores[i * lists.length + k] = Number(list[i])
    if (!scores.every(Number.isFinite)) return notComputable(`${task}: a score is not a finite number`)
    const sums = Float64Array.from(lists, (list) => Float64Array.from(list).reduce((sum, score) => sum + score, 0))
    let column = 0
    const means = Float64Array.from(seeds, (count) => {
      let sum = 0
      for (let s = 0; s < count; s++) sum += Number(sums[column++])
      return sum / count / items
    })
    packed.push({ name: task, items, scores, sums, means })
  }
  const clusters = [...new Set(sorted.map(({ cluster }) => cluster))].sort().map((name) => ({
    name,
    members: Uint32Array.from(sorted.flatMap(({ cluster }, index) => (cluster === name ? [index] : []))),
  }))
  const first = Uint32Array.from(
    [...seeds].flatMap((count, condition) => Array.from({ length: count }, () => condition)),
  )
  return { state: 'packed', conditions: seeds.length, seeds, first, tasks: packed, clusters }
}
