import type { Item } from '../dataset/item.ts'
import type { CellScores } from './cell.ts'
import type { Block, Measurement } from './measurement.ts'

/** Turns the blocks of a cell, in item order, into its scores. `items` are the items the cell covers, in the same order. */
export function scoreCell(cell: CellIdentity, items: readonly Item[], blocks: readonly Block[]): CellScores {
  const measurements = blocks.flatMap((block) => block.measurements)
  const stray = measurements.findIndex((measurement, index) => measurement.item !== items[index]?.id)
  if (stray !== -1 || measurements.length !== items.length) {
    throw new Error(
      `${cell.task} · ${cell.condition}: ${measurements.length} measurements do not belong to the ${items.length} items of the cell`,
    )
  }
  return {
    ...cell,
    items: items.map((item) => item.id),
    scores: measurements.map((measurement) => score(measurement, 'mean')),
    sumScores: measurements.map((measurement) => score(measurement, 'sum')),
    chance: items.map(chanceOf),
    unanswered: measurements.filter((measurement) => measurement.state === 'unanswered').length,
    ...writtenIn(measurements),
    ...repairsIn(measurements),
    tokens: {
      needed: total(blocks, 'needed'),
      computed: total(blocks, 'computed'),
      naive: total(blocks, 'naive'),
    },
  }
}

/** The analytic random baseline: every item scores its chance level, and no token is computed. */
export function randomCell(cell: CellIdentity, items: readonly Item[]): CellScores {
  const chance = items.map(chanceOf)
  return {
    ...cell,
    items: items.map((item) => item.id),
    scores: chance,
    sumScores: chance,
    chance,
    unanswered: 0,
    tokens: { needed: 0, computed: 0, naive: 0 },
  }
}

/** Everything of a cell that is known before anything is measured. */
export type CellIdentity = Pick<CellScores, 'task' | 'model' | 'condition' | 'weights' | 'writer' | 'fingerprint'>

/** Probability that a uniform guess is right: 1 / options; 0 for free text. */
function chanceOf(item: Item): number {
  return item.options.length === 0 ? 0 : 1 / item.options.length
}

function score(measurement: Measurement, by: 'mean' | 'sum'): number {
  switch (measurement.state) {
    case 'scored':
      return measurement.chosen[by] === measurement.gold ? 1 : 0
    case 'answered':
      return measurement.answer === measurement.gold ? 1 : 0
    case 'unanswered':
      return 0
  }
}

function writtenIn(
  measurements: readonly Measurement[],
): { written: { complete: number; of: number } } | Record<string, never> {
  const written = measurements.flatMap(({ prompt }) => (prompt.written === undefined ? [] : [prompt.written]))
  if (written.length === 0) return {}
  return { written: { complete: written.filter(({ finish }) => finish === 'stop-string').length, of: written.length } }
}

function repairsIn(measurements: readonly Measurement[]): Pick<CellScores, 'shared' | 'truncated'> {
  const shared = measurements.filter((measurement) => measurement.state === 'scored' && (measurement.shared ?? 0) > 0)
  const cut = measurements
    .map(({ truncated = 0, prompt: { written } }) => truncated + (written?.truncated ?? 0))
    .filter((tokens) => tokens > 0)
  return {
    ...(shared.length > 0 ? { shared: shared.length } : {}),
    ...(cut.length > 0 ? { truncated: { items: cut.length, tokens: cut.reduce((sum, tokens) => sum + tokens) } } : {}),
  }
}

function total(blocks: readonly Block[], key: 'needed' | 'computed' | 'naive'): number {
  return blocks.reduce((sum, { cost }) => sum + cost[key], 0)
}
