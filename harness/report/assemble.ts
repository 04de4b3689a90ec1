import type { CellScores } from '../measure/cell.ts'
import { distinct } from './distinct.ts'
import { repairWarnings } from './repairWarnings.ts'
import { estimateScore } from './estimate.ts'
import { meansOverTasks } from './means.ts'
import type { RecordPart, ReportParts, StudyPart, TaskPart } from './parts.ts'
import type {
  Chance,
  Report,
  ReportCell,
  ReportCondition,
  ReportEstimate,
  ReportTask,
  ReportTokens,
} from './report.generated.ts'
import { propertiesOverSeeds } from './propertySeeds.ts'
import { by, order, rank } from './sort.ts'
import { tablesOf } from './tables/tables.ts'

/**
 * Puts a report together from parts in any order; the same parts twice are taken once.
 *
 * Parts that contradict each other, such as one cell with two fingerprints, are an error: they come from different
 * versions of a suite or a model.
 */
export function assembleReport(parts: ReportParts): Report {
  const ofModel = rank(parts.study.models.map((model) => model.name))
  const ofCondition = rank(parts.study.conditions.map((condition) => condition.name))
  const declared = distinct('task', parts.tasks, (task) => task.name)
  const measured = distinct('cell', parts.cells, cellName).sort(
    order(
      by((cell) => clusterOf(cell.task)),
      by((cell) => cell.task),
      by((cell) => ofModel(cell.model)),
      by((cell) => ofCondition(cell.condition)),
      by((cell) => seedOf(cell) ?? -1),
      by(cellName),
    ),
  )
  const checks = distinct(
    'check',
    parts.checks,
    (check) => `${check.file}:${check.line}:${check.column} ${check.model}`,
  )
  const verdicts = distinct('verdict', parts.verdicts, (part) => `${part.verdict.hypothesis} ${part.verdict.model}`)
  const asked = new Set([
    ...checks.map((check) => check.condition),
    ...verdicts.flatMap(({ verdict }) => verdict.conditions),
  ])
  const estimates = pool(measured)
  const tasks = declared
    .map((task) => withChance(task, measured))
    .sort(
      order(
        by((task) => task.cluster),
        by((task) => task.name),
      ),
    )

  return {
    schema: 1,
    kshot: parts.kshot,
    study: studyOf(parts.study),
    environment: { engine: parts.engine },
    models: parts.study.models,
    conditions: conditionsOf(parts.study, measured, asked),
    tokens: tokensOf(parts.records),
    verdicts: verdicts
      .map(({ verdict, file, line, column }) => ({
        ...verdict,
        asExpected: verdict.state === verdict.expect,
        file,
        line,
        column,
      }))
      .sort(
        order(
          by((verdict) => verdict.hypothesis),
          by((verdict) => ofModel(verdict.model)),
        ),
      ),
    checks: checks.sort(
      order(
        by((check) => check.file),
        by((check) => check.line),
        by((check) => check.column),
        by((check) => ofModel(check.model)),
      ),
    ),
    gates: distinct('gate', parts.gates, ({ gate }) => gate).sort(order(by(({ gate }) => gate))),
    properties: propertiesOverSeeds(
      distinct('property', parts.properties, ({ property: { property, subject } }) => `${property} · ${subject}`),
    ).sort(
      order(
        by(({ property }) => property),
        by(({ model }) => ofModel(model)),
        by(({ subject }) => subject),
      ),
    ),
    warnings: distinct(
      'warning',
      [...parts.warnings, ...measured.flatMap((cell) => repairWarnings(cell, cellName(cell)))],
      (warning) => `${warning.subject}: ${warning.message}`,
    ).sort(
      order(
        by((warning) => warning.message),
        by((warning) => warning.subject),
      ),
    ),
    missing: distinct(
      'missing',
      parts.missing,
      (missing) => `${missing.subject} ${missing.state} ${missing.reason}`,
    ).sort(
      order(
        by((missing) => missing.subject),
        by((missing) => missing.state),
        by((missing) => missing.reason),
      ),
    ),
    tasks,
    means: meansOverTasks(parts.study, tasks, estimates),
    tables: tablesOf(parts.study, tasks, measured),
    estimates,
    cells: measured.map((cell): ReportCell => ({ ...cell, estimate: estimateScore([cell.scores]) })),
  }
}

function studyOf({ name, seed, items, defects }: StudyPart): Report['study'] {
  return { name, seed, items, ...(defects === undefined ? {} : { defects }) }
}

/** One estimate per task, model and condition, over the cells of its seeds. */
function pool(cells: readonly CellScores[]): ReportEstimate[] {
  const groups = new Map<string, [CellScores, ...CellScores[]]>()
  for (const cell of cells) {
    const name = JSON.stringify([cell.task, cell.model, cell.condition])
    const group = groups.get(name)
    if (group === undefined) groups.set(name, [cell])
    else group.push(cell)
  }
  return [...groups.values()].map((group) => {
    const { task, model, condition, items } = group[0]
    const stray = group.find((cell) => cell.items.join('\n') !== items.join('\n'))
    if (stray !== undefined)
      throw new Error(`${cellName(group[0])} and ${cellName(stray)} have different items and cannot be pooled`)
    return { task, model, condition, seeds: seedsOf(group), estimate: estimateScore(group.map((cell) => cell.scores)) }
  })
}

function conditionsOf(study: StudyPart, cells: readonly CellScores[], asked: ReadonlySet<string>): ReportCondition[] {
  return study.conditions.flatMap((condition) => {
    const own = cells.filter((cell) => cell.condition === condition.name)
    return own.length === 0 ? [] : [{ ...condition, seeds: seedsOf(own), asked: asked.has(condition.name) }]
  })
}

/** Chance over the cell with the most items: conditions may use fewer, in file order. */
function withChance(task: TaskPart, cells: readonly CellScores[]): ReportTask {
  const own = cells.filter((cell) => cell.task === task.name && cell.chance.length > 0)
  const widest = own.reduce<readonly number[]>((most, { chance }) => (chance.length > most.length ? chance : most), [])
  const chance: Chance =
    widest.length === 0
      ? { state: 'undefined', reason: 'no cell of the task was measured' }
      : { state: 'estimated', value: widest.reduce((sum, value) => sum + value, 0) / widest.length }
  return { ...task, chance }
}

/** Answers that several cells read, each in its own way, were paid for once. */
function tokensOf(records: readonly RecordPart[]): ReportTokens {
  const total = { needed: 0, computed: 0, naive: 0 }
  for (const { tokens } of new Map(records.map((record) => [record.key, record])).values()) {
    total.needed += tokens.needed
    total.computed += tokens.computed
    total.naive += tokens.naive
  }
  return total.naive === 0 ? total : { ...total, shared: 1 - total.computed / total.naive }
}

/** The seed that tells a cell from its sisters: of the weights, or of the model that wrote its exemplars. */
function seedOf(cell: CellScores): number | undefined {
  return cell.weights.state === 'tuned' ? cell.weights.seed : cell.writer?.seed
}

function seedsOf(cells: readonly CellScores[]): number[] {
  const seeds = cells.map(seedOf).filter((seed) => seed !== undefined)
  return [...new Set(seeds)].sort((a, b) => a - b)
}

function cellName(cell: CellScores): string {
  const seed = seedOf(cell)
  return `${cell.task} · ${cell.model} · ${cell.condition}${seed === undefined ? '' : ` · seed ${seed}`}`
}

const clusterOf = (task: string) => task.split('/', 1)[0] ?? task
