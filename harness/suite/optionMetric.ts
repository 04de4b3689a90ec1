import type { Task } from './task.ts'

/** Whether a metric is of tasks with options; every other scores free text. */
export function isOptionMetric(metric: Task['metric']): boolean {
  return metric === 'accuracy' || needsLabels(metric)
}

/** Whether an item is right or wrong under a metric; every other metric gives parts of a point. */
export function isRightOrWrong(metric: Task['metric']): boolean {
  return isOptionMetric(metric) || metric.endsWith('exact-match')
}

/** Whether a metric is of labels that all rows share. */
export function needsLabels(metric: Task['metric']): boolean {
  return metric === 'matthews' || metric === 'macro-f1'
}
