import type { Report } from '../harness/report/report.generated.ts'
import type { RunCost } from '../harness/report/runCost.ts'
import { count, duration, percent, times, tokens } from './number.ts'
import { some } from './verdictWords.ts'

/** A run in a few words: the study's name, what was asked of what, where, and how long it took. */
export function headline(
  { study, environment: { engine }, models, tasks, gates, tokens: { shared } }: Report,
  cost: RunCost,
): string[] {
  return [
    study.name,
    count(models.length, 'base model'),
    `${models.reduce((sum, model) => sum + model.tuned.length, 0)} tuned`,
    count(new Set([tasks, ...gates.map((gate) => gate.tasks)].flatMap(names)).size, 'task'),
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
    ...(report.cells.length === 0 && report.gates.length > 0
      ? []
      : [
          `${tokens(total.needed)} needed`,
          `${tokens(total.computed)} computed${total.needed > 0 ? ` (${times(total.computed / total.needed)})` : ''}`,
          `${tokens(total.naive)} without sharing`,
        ]),
    `this run computed ${tokens(cost.tokens.computed)} in ${count(cost.cells.computed, 'cell')}`,
  ]
}

/** Names of tasks: measured ones, or those of a gate. */
const names = (tasks: readonly ({ name: string } | { task: string })[]) =>
  tasks.map((task) => ('name' in task ? task.name : task.task))
