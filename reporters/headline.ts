import type { Report } from '../harness/report/report.generated.ts'
import type { RunCost } from '../harness/report/runCost.ts'
import { count, duration, percent, times, tokens } from './number.ts'
import { some } from './verdictWords.ts'

/** A run in a few words: the study's name, what was asked of what, where, and how long it took. */
export function headline(
  { study, environment: { engine }, models, tasks, gates, properties, tokens: { shared } }: Report,
  cost: RunCost,
): string[] {
  return [
    study.name,
    count(models.length, 'base model'),
    `${models.reduce((sum, model) => sum + model.tuned.length, 0)} tuned`,
    count(tasksIn(tasks, gates, properties), 'task'),
    ...(engine.state === 'known'
      ? [
          [`${engine.device} ${engine.precision}`, ...(cost.threads > 0 ? [count(cost.threads, 'thread')] : [])].join(
            ', ',
          ),
        ]
      : []),
    duration(cost.seconds),
    ...(shared === undefined ? [] : [`${percent(shared)} of prompt tokens shared`]),
    `${count(cost.cells.stored, 'cell')} from store`,
    ...(study.defects === undefined ? [] : [`defects on: ${some(study.defects)}`]),
    ...(cost.interrupted ? ['interrupted'] : []),
  ]
}

/** Tokens behind the report, and those that this run computed. */
export function spending(report: Report, cost: RunCost): string[] {
  const { tokens: total } = report
  return [
    ...(hasCells(report)
      ? [
          `${tokens(total.needed)} needed`,
          `${tokens(total.computed)} computed${total.needed > 0 ? ` (${times(total.computed / total.needed)})` : ''}`,
          `${tokens(total.naive)} without sharing`,
        ]
      : []),
    `this run computed ${tokens(cost.tokens.computed)} in ${count(cost.cells.computed, 'cell')}`,
  ]
}

/** Whether there are scores to show, or nothing else to tell: gates and properties keep theirs to themselves. */
export const hasCells = ({ cells, gates, properties }: Report) =>
  cells.length > 0 || gates.length + properties.length === 0

/** Tasks that were measured, or that a gate or a property is about. */
function tasksIn(tasks: Report['tasks'], gates: Report['gates'], properties: Report['properties']): number {
  const names = [
    ...tasks.map(({ name }) => name),
    ...gates.flatMap((gate) => gate.tasks.map(({ task }) => task)),
    ...properties.flatMap((property) => property.tasks),
  ]
  return new Set(names).size
}
