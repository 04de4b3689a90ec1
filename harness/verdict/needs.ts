import { itemsForReliability } from '../statistics/itemsNeeded.ts'
import { tasksForReach, tasksNeeded } from '../statistics/tasksNeeded.ts'
import { tasksToAdd } from '../statistics/tasksToAdd.ts'
import { trueCovariance } from '../statistics/trueCovariance.ts'
import { isKnownExactly } from '../suite/hypothesis.ts'
import type { Sample } from './sample.ts'
import { REQUIRED } from './thresholds.ts'
import type { Counts, Estimate, Need } from './verdict.ts'
import { counted, short } from './wording.ts'

/** What is lacking in the design: items, tasks, clusters, tasks that can be permuted. */
export function designNeeds(counts: Counts, clusterSizes: readonly number[], alpha: number): Need[] {
  const { tasks, clusters, missing, items } = counts
  const needs: Need[] = []
  if (missing / Math.max(1, missing + items.total) > REQUIRED.missing) {
    const text = `score the ${counted(missing, 'missing item')}`
    needs.push({ what: 'cells', have: items.total, need: items.total + missing, text })
  }
  if (tasks < REQUIRED.tasks) {
    const text = `add ${counted(REQUIRED.tasks - tasks, 'task')}: ${REQUIRED.tasks} are required`
    needs.push({ what: 'tasks', have: tasks, need: REQUIRED.tasks, text })
  }
  if (clusters < REQUIRED.clusters) {
    const text = `add ${counted(REQUIRED.clusters - clusters, 'cluster')}: ${REQUIRED.clusters} are required`
    needs.push({ what: 'clusters', have: clusters, need: REQUIRED.clusters, text })
  }
  const add = clusterSizes.length === 0 ? 0 : tasksToAdd(clusterSizes, REQUIRED.sharedTasks, alpha)
  if (add > 0) {
    const text = `add ${counted(add, 'task')} to existing clusters, so that tasks can be permuted inside them`
    needs.push({ what: 'tasks in existing clusters', have: tasks, need: tasks + add, text })
  }
  return needs
}

/** Items per task for each scored variable whose reliability is below the requirement. */
export function itemNeeds(sample: Sample): Need[] {
  const covariance = trueCovariance(sample.tasks.map(({ estimate }) => estimate))
  if (covariance.state === 'undefined') return []
  // Noise falls with 1/n, so the number that stands for all tasks is the harmonic mean.
  const have = sample.tasks.length / sample.tasks.reduce((sum, { estimate }) => sum + 1 / estimate.items, 0)
  return sample.variables.flatMap((condition, variable): Need[] => {
    if (isKnownExactly(condition)) return []
    const enough = itemsForReliability(covariance, variable, have, REQUIRED.reliability)
    const good = itemsForReliability(covariance, variable, have, 0.8)
    if (enough.state === 'undefined' || good.state === 'undefined') {
      const text = `no task differences found under ${condition}: more items are not known to help`
      return [{ what: 'items per task', have: Math.round(have), text }]
    }
    if (enough.value <= have) return []
    const text = `${counted(enough.value, 'item')} per task would make ${condition} reliable enough (${short(REQUIRED.reliability)}), ${counted(good.value, 'item')} reliable (.80)`
    return [{ what: 'items per task', have: Math.round(have), need: enough.value, text }]
  })
}

/** Tasks that would put the interval above 0, or below `bound`, if the estimate stays. */
export function widthNeeds(estimate: Estimate, tasks: number, bound: number, level: number): Need[] {
  if (estimate.state === 'undefined' || estimate.interval.state === 'undefined') return []
  const { value, interval } = estimate
  const goal = (side: 'above' | 'below', limit: number): Need[] => {
    const reached = side === 'above' ? interval.lower > limit : interval.upper < limit
    const planned = tasksNeeded(value, side, limit, level)
    if (reached || planned.state === 'undefined') return []
    // Clusters and item noise may widen the interval beyond what the plan knows; then its own width is the better guide.
    const scaled = tasksForReach({ ...interval, value, tasks }, limit)
    const need = planned.value > tasks || scaled.state === 'undefined' ? planned.value : scaled.value
    if (need <= tasks) return []
    const text = `about ${counted(need, 'task')} would put the interval ${side} ${limit === 0 ? '0' : short(limit)}, if the correlation stays at ${short(value)}`
    return [{ what: 'tasks', have: tasks, need, text }]
  }
  // The nearer way out first.
  return [...goal('above', 0), ...goal('below', bound)].sort((a, b) => Number(a.need) - Number(b.need))
}
