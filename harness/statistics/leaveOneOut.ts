import type { MeansStatistic } from './hierarchicalBootstrap.ts'
import type { PackedTasks } from './resampledTask.ts'

/**
 * A statistic of task means without one unit at a time, of the outermost level that is a sample and has two units.
 *
 * Clusters, else tasks, else the items of each task in turn. NaN where the statistic has no value.
 */
export function leaveOneOut(
  { tasks, clusters, conditions, seeds }: PackedTasks,
  statistic: MeansStatistic,
  levels: ReadonlySet<string>,
): Float64Array {
  const means = new Float64Array(tasks.length * conditions)
  const over = (kept: Iterable<number>) => {
    let rows = 0
    for (const index of kept) means.set(tasks[index]?.means ?? [], conditions * rows++)
    return statistic(means, rows) ?? NaN
  }
  const all = tasks.map((_, index) => index)
  if (levels.has('clusters') && clusters.length > 1)
    return Float64Array.from(clusters, ({ members }) => over(all.filter((index) => !members.includes(index))))
  if (levels.has('tasks') && tasks.length > 1)
    return Float64Array.from(all, (without) => over(all.filter((index) => index !== without)))

  over(all)
  return Float64Array.from(
    tasks.flatMap(({ items, scores, sums, means: own }, index) => {
      if (items < 2) return []
      const values = Array.from({ length: items }, (_, item) => {
        let column = 0
        for (const [condition, count] of seeds.entries()) {
          let sum = 0
          for (let s = 0; s < count; s++, column++)
            sum += Number(sums[column]) - Number(scores[item * sums.length + column])
          means[index * conditions + condition] = sum / count / (items - 1)
        }
        return statistic(means, tasks.length) ?? NaN
      })
      means.set(own, index * conditions)
      return values
    }),
  )
}
