import type { Undefined } from '../statistics/undefined.ts'
import { conditionsOf, type Relation } from '../suite/hypothesis.ts'
import { seedOf, tasksOver, type TaskCells, type TaskFacts } from './collect.ts'
import type { Counts } from './verdict.ts'

/** What a verdict rests on: tasks and clusters that were asked for, and the paired items of those that could be used. */
export function countsOf(
  relation: Relation,
  tasks: readonly TaskFacts[],
  usable: readonly TaskCells[],
  sample: Paired | Undefined,
): Counts {
  const chosen = tasksOver(relation.over, tasks)
  const clusters = clusterSizes(chosen)
  const items = sample.state === 'undefined' ? [] : sample.items
  const seeds = conditionsOf(relation).map((condition) => ({
    condition,
    seeds: (usable[0]?.byCondition.get(condition) ?? []).map(seedOf).filter((seed) => seed !== 'none'),
  }))
  return {
    tasks: chosen.length,
    clusters: clusters.length,
    tasksInSharedClusters: clusters.reduce((sum, size) => sum + (size > 1 ? size : 0), 0),
    items: {
      total: items.reduce((sum, count) => sum + count, 0),
      fewest: items.length === 0 ? 0 : Math.min(...items),
      most: items.length === 0 ? 0 : Math.max(...items),
    },
    leftOutByDesign: sample.state === 'undefined' ? 0 : sample.leftOutByDesign,
    missing: sample.state === 'undefined' ? 0 : sample.missing,
    seeds: seeds.filter((entry) => entry.seeds.length > 0),
  }
}

/** Paired items of each task, and what had to be left out. */
export interface Paired {
  state: 'estimated'
  items: number[]
  leftOutByDesign: number
  missing: number
}

/** How many tasks each cluster has, in the order in which clusters first occur. */
export function clusterSizes(tasks: readonly { cluster: string }[]): number[] {
  const sizes = new Map<string, number>()
  for (const { cluster } of tasks) sizes.set(cluster, (sizes.get(cluster) ?? 0) + 1)
  return [...sizes.values()]
}
