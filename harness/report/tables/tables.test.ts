import { describe, expect, test } from 'vitest'
import type { CellScores } from '../../measure/cell.ts'
import type { ReportTask } from '../report.generated.ts'
import { cells, expected, ROLES, study, tasks } from './invented.fixture.ts'
import { tablesOf } from './tables.ts'

const tables = tablesOf(study, tasks, cells)

describe('the tables of an invented study equal those of SciPy and complete enumeration', () => {
  test('correlations', () => {
    const matrix = tables.correlations.find(({ over }) => over === 'all tasks')
    expect(matrix).toMatchObject({ tasks: 12, clusters: 4 })
    const told = matrix?.pairs.map((pair) => ({
      a: pair.a,
      b: pair.b,
      correlation: valueOf(pair.correlation),
      interval: boundsOf(pair.correlation),
      p: pOf(pair.test),
      spearman: valueOf(pair.spearman.value),
      spearmanInterval: ends(pair.spearman.interval),
      spearmanP: pOf(pair.spearman.p),
      adjusted: valueOf(pair.adjusted),
    }))
    expect(told).toEqual(expected.correlations.map(near))
  })

  test('groups of tasks', () => {
    const told = tables.groups.map((row) => ({
      condition: row.condition,
      by: row.by,
      group: row.group,
      value: valueOf(row.estimate),
      interval: boundsOf(row.estimate),
    }))
    const order = (rows: { condition: string; group: string }[]) =>
      rows.toSorted((a, b) => (`${a.condition} ${a.group}` < `${b.condition} ${b.group}` ? -1 : 1))
    expect(order(told)).toEqual(order(expected.groups).map(near))
  })

  test('spread over seeds', () => {
    expect(tables.seedSpread.map(({ condition, seeds }) => [condition, seeds])).toEqual([['tuned', [0, 1, 2]]])
    const [found] = tables.seedSpread
    if (found === undefined) throw new Error('tuned has seeds')
    const told = (spread: typeof found.mean) =>
      spread.state === 'undefined' ? spread : { ...pick(spread), interval: ends(spread.interval) }
    expect(told(found.mean)).toEqual(near(expected.seedSpread.mean))
    expect(valueOf(found.median)).toBeCloseTo(expected.seedSpread.median, 12)
    expect(found.tasks.map(({ task, spread }) => ({ task, ...told(spread) }))).toEqual(
      expected.seedSpread.tasks.map((spread, index) => ({ task: tasks[index]?.name, ...near(spread) })),
    )
  })

  test('contrasts of a single setting', () => {
    const told = tables.contrasts
      .filter(({ over }) => over === 'all tasks')
      .map((row) => ({
        setting: row.setting,
        from: row.from.condition,
        to: row.to.condition,
        value: valueOf(row.difference),
        overTasks: boundsOf(row.difference),
        overItems: ends(row.overItems),
        p: pOf(row.test),
        adjusted: valueOf(row.adjusted),
      }))
    expect(told).toEqual(expected.contrasts.map(near))
  })

  test('exposure and score', () => {
    const told = tables.exposure.map(({ condition, correlations, points }) => {
      const [found] = correlations.filter(({ over }) => over === 'all tasks').map(({ correlation }) => correlation)
      if (found === undefined) throw new Error('all tasks are a group')
      return {
        condition,
        correlation: valueOf(found),
        interval: boundsOf(found),
        scores: points.map(({ score }) => score),
      }
    })
    expect(told).toEqual(expected.exposure.map(near))
    expect(tables.exposure.map(({ undeclared }) => undeclared)).toEqual([1, 1, 1])
  })
})

describe('a table', () => {
  test('leaves out the analytic baseline', () => {
    const random = cells
      .filter(({ condition }) => condition === 'plain')
      .map((cell): CellScores => ({ ...cell, condition: 'random', weights: { state: 'random' } }))
    expect(tablesOf(study, tasks, [...random, ...cells])).toEqual(tables)
  })

  test('names what it lacks, and keeps the rest', () => {
    const [lost] = tasks
    const { correlations, groups, seedSpread, contrasts } = tablesOf(
      study,
      tasks,
      cells.filter(({ task, weights }) => !(task === lost?.name && weights.state === 'tuned' && weights.seed === 1)),
    )
    const all = correlations.filter(({ over }) => over === 'all tasks').flatMap(({ pairs }) => pairs)
    expect(all.map(({ a, b, correlation }) => [a, b, correlation.state])).toEqual([
      ['plain', 'cue', 'estimated'],
      ['plain', 'tuned', 'undefined'],
      ['cue', 'tuned', 'undefined'],
    ])
    const reason = `${lost?.name ?? ''}, tuned seed 1 is missing`
    expect(all[1]?.correlation).toEqual({ state: 'undefined', reason })
    expect(contrasts.find(({ setting, over }) => setting === 'weights' && over === 'all tasks')?.difference).toEqual({
      state: 'undefined',
      reason,
    })
    expect(groups.find(({ condition, by }) => condition === 'tuned' && by === 'all')?.estimate).toEqual({
      state: 'undefined',
      reason: '35 of 36 cells were measured',
    })
    expect(seedSpread[0]?.mean).toEqual({ state: 'undefined', reason: 'a seed is missing on 1 of 12 tasks' })
    expect(seedSpread[0]?.tasks[1]?.spread.state).toBe('estimated')
  })

  test('is about one group of tasks where tuning saw none of them', () => {
    const unseen = tasks.map((task): ReportTask => ({ ...task, role: 'held-out' }))
    const { correlations, contrasts, exposure } = tablesOf(study, unseen, cells)
    expect([...new Set([...correlations, ...contrasts].map(({ over }) => over))]).toEqual(['held-out tasks'])
    expect(exposure[0]?.correlations.map(({ over, tasks: count }) => [over, count])).toEqual([['held-out tasks', 11]])
  })

  test('says what a recipe was tuned on', () => {
    const told = tables.groups
      .filter(({ by }) => by === 'all')
      .map(({ condition, recipe, mixture }) => [condition, recipe, mixture])
    expect(told).toEqual([
      ['plain', undefined, undefined],
      ['cue', undefined, undefined],
      ['tuned', 'flan', 'main'],
    ])
  })

  test('has roles as the recipe that answers gives them, where it says what it was tuned on', () => {
    const [first, second] = tasks
    if (first === undefined || second === undefined) throw new Error('the study has two tasks')
    const recipes = [{ name: 'flan', mixture: 'setup-4', tasks: [first.name] }]
    const { groups } = tablesOf({ ...study, recipes }, tasks, cells)
    const rolesOf = (name: string) =>
      groups.filter(({ condition, by }) => condition === name && by === 'role').map(({ group, tasks: count }) => [group, count]) // prettier-ignore
    const sisters = tasks.filter(({ cluster }) => cluster === first.cluster).length
    expect(rolesOf('tuned')).toEqual([
      ['trained', 1],
      ['held-out', sisters - 1],
      ['untouched', tasks.length - sisters],
    ])
    const own = (role: string) => tasks.filter((task) => task.role === role).length
    expect(rolesOf('cue')).toEqual(ROLES.map((role) => [role, own(role)]))
  })

  test('compares two conditions over the tasks that both ask', () => {
    const few = tasks.filter((_, index) => index % 3 !== 0)
    const names = few.map(({ name }) => name)
    const asked = (cell: CellScores) => names.includes(cell.task)
    const narrow = {
      ...study,
      conditions: study.conditions.map((one) => (one.name === 'cue' ? { ...one, tasks: names } : one)),
    }
    const found = tablesOf(narrow, tasks, cells.filter((cell) => cell.condition !== 'cue' || asked(cell))) // prettier-ignore
    expect(found.contrasts).toEqual(tablesOf(study, few, cells.filter(asked)).contrasts)
    expect(found.groups.find(({ condition, by }) => condition === 'cue' && by === 'all')).toMatchObject({
      tasks: few.length,
      estimate: { state: 'estimated' },
    })
  })

  test('of exposure is absent where no task declares any', () => {
    const unknown = tasks.map((task): ReportTask => ({ ...task, exposure: { state: 'unknown' } }))
    expect(tablesOf(study, unknown, cells).exposure).toEqual([])
  })
})

type Maybe = { state: 'undefined'; reason: string }

function valueOf(found: { state: 'estimated'; value: number } | Maybe): number | string {
  return found.state === 'estimated' ? found.value : found.reason
}

function pOf(found: { state: 'estimated'; p: number } | Maybe): number | string {
  return found.state === 'estimated' ? found.p : found.reason
}

function ends(found: { state: 'estimated'; lower: number; upper: number } | Maybe): number[] | string {
  return found.state === 'estimated' ? [found.lower, found.upper] : found.reason
}

function boundsOf(found: { state: 'estimated'; interval: Parameters<typeof ends>[0] } | Maybe): number[] | string {
  return found.state === 'estimated' ? ends(found.interval) : found.reason
}

function pick({ deviation, itemNoise, seeds }: { deviation: number; itemNoise: number; seeds: number }) {
  return { deviation, itemNoise, seeds }
}

/** The same with numbers that may differ in their last digits. */
function near(row: object): object {
  return Object.fromEntries(
    Object.entries(row).map(([key, value]: [string, unknown]) => [
      key,
      typeof value === 'number'
        ? (expect.closeTo(value, 10) as unknown)
        : Array.isArray(value)
          ? value.map((each: unknown) => expect.closeTo(Number(each), 10) as unknown)
          : value,
    ]),
  )
}
