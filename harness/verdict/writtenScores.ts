import type { VariantCase } from '../search/variantCase.ts'

/** Scores of the items of a property as they are written, from one seed of tuned weights. Plain JSON. */
export interface WrittenScores {
  condition: string
  seed: number
  /** By name; items by their id, each once, with the scores in the same order. */
  tasks: { task: string; items: string[]; scores: number[] }[]
}

/** The tasks of `WrittenScores`: every item of the cases that has an answer, in an order that does not hang on which case came first. */
export function writtenScores(cases: readonly VariantCase[]): WrittenScores['tasks'] {
  const tasks = new Map<string, Map<string, number>>()
  for (const { task, item, answers } of cases) {
    if (answers === undefined) continue
    const items = tasks.get(task) ?? new Map<string, number>()
    items.set(item, answers.before.score)
    tasks.set(task, items)
  }
  return [...tasks].sort(byName).map(([task, items]) => {
    const sorted = [...items].sort(byName)
    return { task, items: sorted.map(([item]) => item), scores: sorted.map(([, score]) => score) }
  })
}

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]) => (a < b ? -1 : 1)
