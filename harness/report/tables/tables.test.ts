import { describe, expect, test } from 'vitest'
import oracle from '../../../fixtures/oracle/statistics/tables.json' with { type: 'json' }
import type { CellScores } from '../../measure/cell.ts'
import type { StudyPart } from '../parts.ts'
import type { ReportTask } from '../report.generated.ts'
import { tablesOf } from './tables.ts'

const [expected] = oracle
if (expected === undefined) throw new Error('the oracle wrote a study')

const settings = (cue: boolean) => ({ form: 'instruction', cue: String(cue), 'exemplars.shots': '0' })

const study: StudyPart = {
  name: 'invented',
  seed: 7,
  items: 40,
  models: [{ name: 'base', tuned: [] }],
  recipes: [{ name: 'flan', mixture: 'main' }],
  conditions: [
    { name: 'random', weights: 'none', settings: {}, items: 40 },
    { name: 'plain', weights: 'base', settings: settings(false), items: 40 },
    { name: 'cue', weights: 'base', settings: settings(true), items: 40 },
    { name: 'tuned', weights: 'flan', settings: settings(true), items: 40 },
  ],
}

const ROLES = ['trained', 'held-out', 'untouched'] as const

const tasks = expected.tasks.map(({ task, cluster, chance, role, exposure }): ReportTask => ({
  name: task,
  cluster,
  role: ROLES.find((one) => one === role) ?? 'unknown',
  exposure:
    exposure === null
      ? { state: 'seen' }
      : exposure === 0
        ? { state: 'never' }
        : { state: 'seen', itemsPerMillionTokens: exposure },
  metric: 'accuracy',
  chance: { state: 'estimated', value: chance },
  file: `${task}.task.yaml`,
}))

const cells = (['plain', 'cue', 'tuned'] as const).flatMap((condition) =>
  expected.scores[condition].flatMap((seeds, index) =>
    seeds.map((scores, seed): CellScores => {
      const { task = '', chance = 0 } = expected.tasks[index] ?? {}
      return {
        task,
        model: 'base',
        condition,
        weights: condition === 'tuned' ? { state: 'tuned', recipe: 'flan', seed } : { state: 'base' },
        fingerprint: `${task} ${condition} ${seed}`,
        items: scores.map((_, item) => `item-${item}`),
        scores,
        sumScores: scores,
        chance: scores.map(() => chance),
        unanswered: 0,
        tokens: { needed: 1, computed: 1, naive: 1 },
      }
    }),
  ),
)

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

  test('pairs two conditions on the items that both have, whatever a third lacks', () => {
    const lacking = (holds: (cell: CellScores) => boolean, from: number) =>
      cells.map((cell): CellScores => {
        if (!holds(cell)) return cell
        const cut = <T>(values: T[]) => values.slice(from)
        return { ...cell, items: cut(cell.items), scores: cut(cell.scores), chance: cut(cell.chance) }
      })
    const pairsOf = (changed: CellScores[]) =>
      tablesOf(study, tasks, changed).correlations.flatMap(({ pairs }) =>
        pairs.map((pair) => ({ ...pair, adjusted: undefined })),
      )
    const fewest = (found: ReturnType<typeof pairsOf>) => found.map(({ a, b, items }) => `${a} ${b} ${items}`)
    const apart = (found: ReturnType<typeof pairsOf>) => found.filter(({ a, b }) => a === 'plain' && b === 'tuned')
    const shorter = pairsOf(lacking(({ condition }) => condition === 'cue', 10))
    const broken = pairsOf(lacking(({ condition, task }) => condition === 'cue' && task === tasks[4]?.name, 1))
    expect(apart(shorter)).toEqual(apart(pairsOf(cells)))
    expect(apart(broken)).toEqual(apart(pairsOf(cells)))
    expect(fewest(shorter)).toEqual(overBoth('plain cue 30', 'plain tuned 40', 'cue tuned 30'))
    expect(fewest(broken)).toEqual(overBoth('plain cue 39', 'plain tuned 40', 'cue tuned 39'))
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

  test('correlates over a group of tasks the conditions that ask all of that group', () => {
    const heldOut = tasks.filter(({ role }) => role !== 'trained').map(({ name }) => name)
    const asked = ({ condition, task }: CellScores) => condition !== 'cue' || heldOut.includes(task)
    const conditions = study.conditions.map((one) => (one.name === 'cue' ? { ...one, tasks: heldOut } : one))
    const { correlations } = tablesOf({ ...study, conditions }, tasks, cells.filter(asked))
    expect(correlations.map(({ over, pairs }) => [over, ...pairs.map(({ a, b }) => `${a}, ${b}`)])).toEqual([
      ['held-out tasks', 'plain, cue', 'plain, tuned', 'cue, tuned'],
      ['all tasks', 'plain, tuned'],
    ])
    expect(correlations[0]).toEqual(tables.correlations[0])
    expect(correlations[1]?.pairs[0]?.correlation).toEqual(tables.correlations[1]?.pairs[1]?.correlation)
  })

  test('has the same correlations, and tests of them, in whatever order tasks are read', () => {
    // So many that not all arrangements inside clusters can be tried.
    const copies = ['c', 'a', 'b']
    const more = copies.flatMap((copy) => tasks.map((task) => ({ ...task, name: `${task.name}-${copy}` })))
    const theirs = copies.flatMap((copy) => cells.map((cell) => ({ ...cell, task: `${cell.task}-${copy}` })))
    const sorted = more.toSorted((one, other) => (one.name < other.name ? -1 : 1))
    expect(tablesOf(study, more, theirs).correlations).toEqual(tablesOf(study, sorted, theirs).correlations)
  })

  test('of exposure is absent where no task declares any', () => {
    const unknown = tasks.map((task): ReportTask => ({ ...task, exposure: { state: 'unknown' } }))
    expect(tablesOf(study, unknown, cells).exposure).toEqual([])
  })
})

/** The same over held-out and over all tasks. */
const overBoth = (...rows: string[]) => [...rows, ...rows]

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
