import type {
  CorrelationMatrix,
  Effect,
  GroupScore,
  Interval,
  Report,
  SeedSpread,
  SettingContrast,
  Undefined,
} from '../harness/report/report.generated.ts'
import { escape, folded, rowsTable } from './markdownText.ts'
import { correlation, difference, plusMinus, points, probabilityValue } from './number.ts'

/** The tables of a study for one base model, each under its title; one without entries is left out. */
export function studyTables({ tables }: Report, model: string): { title: string; lines: string[] }[] {
  const own = <T extends { model: string }>(entries: readonly T[]) => entries.filter((entry) => entry.model === model)
  return [
    ...own(tables.correlations).map((matrix) => ({
      title: `Correlations over ${matrix.over}`,
      lines: correlations(matrix),
    })),
    { title: 'Groups of tasks and mixtures', lines: groups(own(tables.groups)) },
    { title: 'Spread over seeds', lines: seeds(own(tables.seedSpread)) },
    { title: 'Contrasts of one setting', lines: contrasts(own(tables.contrasts)) },
    { title: 'Exposure and score', lines: exposure(own(tables.exposure)) },
  ].filter(({ lines }) => lines.length > 0)
}

const NONE = '–'

function correlations({ tasks, clusters, reliabilities, pairs }: CorrelationMatrix): string[] {
  if (pairs.length === 0) return []
  const names = reliabilities.map(({ condition }) => condition)
  const between = (a: string, b: string) =>
    pairs.find((pair) => (pair.a === a && pair.b === b) || (pair.a === b && pair.b === a))
  const rows = reliabilities.map(({ condition, reliability }, row) => [
    condition,
    ...names.map((other, column) => {
      if (row === column) return `(${number(reliability)})`
      const pair = between(condition, other)
      if (pair === undefined) return NONE
      return row > column ? effect(pair.correlation, correlation) : number(pair.spearman.value)
    }),
  ])
  const list = pairs.map((pair) => [
    `${pair.a}, ${pair.b}`,
    effect(pair.correlation, correlation),
    pair.test.state === 'estimated' ? probabilityValue(pair.test.p) : NONE,
    pair.adjusted.state === 'estimated' ? probabilityValue(pair.adjusted.value) : NONE,
    number(pair.spearman.value),
    pair.spearman.p.state === 'estimated' ? probabilityValue(pair.spearman.p.p) : NONE,
    String(pair.items),
  ])
  return [
    `Exploratory, over ${tasks} tasks in ${clusters} clusters. Below the diagonal: correlation of true scores with its 95 % interval; above it: plain Spearman; on it: reliability.`,
    '',
    ...rowsTable(['', ...names], rows),
    ...reasons(pairs.map((pair) => pair.correlation)),
    '',
    ...folded(
      'every pair with its p',
      rowsTable(['pair', 'ρ', 'p in clusters', 'BH', 'Spearman', 'its p', 'items per task'], list),
    ),
  ]
}

function groups(entries: readonly GroupScore[]): string[] {
  const columns = [...new Map(entries.map((entry) => [entry.condition, entry])).values()]
  const rows = [...new Map(entries.map((entry) => [`${entry.by} ${entry.group}`, entry])).values()]
  if (rows.length === 0) return []
  const table = rows.map(({ by, group, tasks, chance }) => [
    by === 'all' ? 'all tasks' : `${by} ${group}`,
    String(tasks),
    chance.state === 'estimated' ? points(chance.value) : NONE,
    ...columns.map(({ condition }) => {
      const found = entries.find((entry) => entry.condition === condition && entry.by === by && entry.group === group)
      if (found?.estimate.state !== 'estimated') return NONE
      const { value, interval } = found.estimate
      return points(value) + (interval.state === 'estimated' ? ` ${plusMinus(interval.plusMinus)}` : '')
    }),
  ])
  const tuned = columns.flatMap(({ condition, recipe, mixture }) =>
    recipe === undefined
      ? []
      : [`${condition}: recipe ${recipe}${mixture === undefined ? '' : `, tuned on ${mixture}`}`],
  )
  return [
    'Mean scores in % ± 95 % interval over tasks and seeds; every task counts once.',
    '',
    ...rowsTable(['tasks', 'n', 'chance', ...columns.map(({ condition }) => condition)], table),
    ...reasons(entries.map(({ estimate }) => estimate)),
    ...(tuned.length === 0 ? [] : ['', ...tuned.map((text) => `- ${escape(text)}`)]),
  ]
}

function seeds(entries: readonly SeedSpread[]): string[] {
  if (entries.length === 0) return []
  const rows = entries.map(({ condition, seeds: own, mean, median }) => [
    condition,
    String(own.length),
    ...(mean.state === 'undefined'
      ? [NONE, NONE, NONE, NONE]
      : [
          points(mean.deviation),
          mean.interval.state === 'estimated'
            ? `[${points(mean.interval.lower)}, ${points(mean.interval.upper)}]`
            : NONE,
          points(mean.itemNoise),
          points(mean.seeds),
        ]),
    median.state === 'estimated' ? points(median.value) : NONE,
  ])
  const byTask = (entries[0]?.tasks ?? []).map(({ task }) => [
    task,
    ...entries.map(({ tasks }) => {
      const spread = tasks.find((each) => each.task === task)?.spread
      return spread?.state === 'estimated' ? `${points(spread.deviation)} (${points(spread.itemNoise)})` : NONE
    }),
  ])
  return [
    'Standard deviation over seeds, in points: of the mean over tasks, with its 95 % interval by chi-square (three seeds say little: from .52 to 6.3 times what was observed); what single answers alone would make of it; what is left for the seeds; and the median over tasks.',
    '',
    ...rowsTable(['condition', 'seeds', 'of the mean', '95 %', 'item noise', 'left', 'median of tasks'], rows),
    ...reasons(entries.map(({ mean }) => mean)),
    '',
    ...folded(
      'every task, with its item noise',
      rowsTable(['task', ...entries.map(({ condition }) => condition)], byTask),
    ),
  ]
}

function contrasts(entries: readonly SettingContrast[]): string[] {
  if (entries.length === 0) return []
  const rows = entries.map(({ setting, from, to, over, difference: found, overItems, test, adjusted }) => [
    `${setting}: ${from.value} → ${to.value}`,
    `${to.condition} − ${from.condition}`,
    over,
    effect(found, difference),
    range(overItems, difference),
    test.state === 'estimated' ? probabilityValue(test.p) : NONE,
    adjusted.state === 'estimated' ? probabilityValue(adjusted.value) : NONE,
  ])
  return [
    'Exploratory: mean paired difference in points of every two conditions that differ in one setting alone. The first interval is for tasks like these, the second for exactly these; p is of sign flips of clusters.',
    '',
    ...rowsTable(['setting', 'difference', 'over', 'points', 'these tasks', 'p', 'BH'], rows),
    ...reasons(entries.map((entry) => entry.difference)),
  ]
}

function exposure(entries: Report['tables']['exposure']): string[] {
  const groupsOf = entries[0]?.correlations ?? []
  if (groupsOf.length === 0) return []
  const rows = entries.map(({ condition, correlations: own }) => [
    condition,
    ...groupsOf.map(({ over }) => {
      const found = own.find((entry) => entry.over === over)
      return found === undefined ? NONE : effect(found.correlation, correlation)
    }),
  ])
  const headings = groupsOf.map(({ over, tasks, clusters }) => `${over}: ${tasks} in ${clusters} clusters`)
  return [
    'Rank correlation of what pretraining showed of a task (items per million tokens) and its score, with its 95 % interval over clusters. An association, not an effect. The points are in report.json.',
    '',
    ...rowsTable(['condition', ...headings], rows),
    ...reasons(entries.flatMap((entry) => entry.correlations.map((each) => each.correlation))),
  ]
}

function number(found: { state: 'estimated'; value: number } | Undefined): string {
  return found.state === 'estimated' ? correlation(found.value) : NONE
}

function effect(found: Effect | Undefined, form: (value: number) => string): string {
  return found.state === 'undefined' ? NONE : `${form(found.value)} ${range(found.interval, form)}`.trim()
}

function range(interval: Interval, form: (value: number) => string): string {
  return interval.state === 'estimated' ? `[${form(interval.lower)}, ${form(interval.upper)}]` : ''
}

/** Why entries are not there, each reason once. */
function reasons(entries: readonly ({ state: 'estimated' } | Undefined)[]): string[] {
  const told = new Set(entries.flatMap((entry) => (entry.state === 'undefined' ? [entry.reason] : [])))
  return told.size === 0 ? [] : ['', ...[...told].map((reason) => `- ${NONE} ${escape(reason)}`)]
}
