import { describe, expect, test } from 'vitest'
import type { CellScores } from '../../measure/cell.ts'
import { cells, study, tasks } from './invented.fixture.ts'
import { tablesOf } from './tables.ts'

const tables = tablesOf(study, tasks, cells)

describe('a matrix of correlations', () => {
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

  test('over a group of tasks has the conditions that ask all of that group', () => {
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

  test('has the same numbers, and tests of them, in whatever order tasks are read', () => {
    // So many that not all arrangements inside clusters can be tried.
    const copies = ['c', 'a', 'b']
    const more = copies.flatMap((copy) => tasks.map((task) => ({ ...task, name: `${task.name}-${copy}` })))
    const theirs = copies.flatMap((copy) => cells.map((cell) => ({ ...cell, task: `${cell.task}-${copy}` })))
    const sorted = more.toSorted((one, other) => (one.name < other.name ? -1 : 1))
    expect(tablesOf(study, more, theirs).correlations).toEqual(tablesOf(study, sorted, theirs).correlations)
  })
})

/** The same over held-out and over all tasks. */
const overBoth = (...rows: string[]) => [...rows, ...rows]
