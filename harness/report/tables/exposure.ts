import type { CellScores } from '../../measure/cell.ts'
import { jackknife } from '../../statistics/jackknife.ts'
import { spearman } from '../../statistics/spearman.ts'
import type { Undefined } from '../../statistics/undefined.ts'
import { asInterval } from '../../verdict/estimates.ts'
import type { Effect, ExposurePoint, ExposureTable, ReportTask } from '../report.generated.ts'
import type { Measured } from './measured.ts'

/** How often pretraining showed each task beside its score, and whether the two go together; nothing where no task says how often. */
export function exposureTables({ model, conditions, tasks, cells, groups }: Measured): ExposureTable[] {
  return conditions.flatMap(({ name: condition }): ExposureTable[] => {
    const own = cells.filter((cell) => cell.condition === condition)
    const asked = tasks.filter(({ name }) => own.some((cell) => cell.task === name))
    const points = asked.flatMap((task) =>
      pointOf(
        task,
        own.filter((cell) => cell.task === task.name),
      ),
    )
    if (points.length === 0) return []
    return [
      {
        model,
        condition,
        undeclared: asked.length - points.length,
        correlations: groups.map(({ over, tasks: members }) => {
          const names = new Set(members.map(({ name }) => name))
          const within = points.filter(({ task }) => names.has(task))
          const clusters = new Set(within.map(({ cluster }) => cluster)).size
          return { over, tasks: within.length, clusters, correlation: rankCorrelation(within) }
        }),
        points,
      },
    ]
  })
}

function pointOf({ name, cluster, role, exposure }: ReportTask, cells: readonly CellScores[]): ExposurePoint[] {
  const shown =
    exposure.state === 'never' ? 0 : 'itemsPerMillionTokens' in exposure ? exposure.itemsPerMillionTokens : undefined
  const [first] = cells
  if (shown === undefined || first === undefined || first.items.length === 0) return []
  const chance = average(first.chance)
  if (chance >= 1) return []
  // Right answers of all seeds are counted before they are divided: equal tasks must tie to the last digit.
  const mean = average(cells.flatMap(({ scores }) => scores))
  return [{ task: name, cluster, role, exposure: shown, score: (mean - chance) / (1 - chance) }]
}

function rankCorrelation(points: readonly ExposurePoint[]): Effect | Undefined {
  const over = (positions: readonly number[]) => {
    const chosen = positions.flatMap((position) => points[position] ?? [])
    return spearman(
      chosen.map(({ exposure }) => exposure),
      chosen.map(({ score }) => score),
    )
  }
  const value = over(points.map((_, position) => position))
  if (value.state === 'undefined') return value
  const bounds = jackknife(
    points.map(({ cluster }) => cluster),
    over,
  )
  return { ...value, method: 'Spearman over tasks', interval: asInterval(bounds, []) }
}

const average = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
