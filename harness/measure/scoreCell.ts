import type { Item } from '../dataset/item.ts'
import type { CellScores } from './cell.ts'
import type { Block, Measurement } from './measurement.ts'
import type { ItemMetric } from './metric/metric.ts'

/** Turns the blocks of a cell, in item order, into its scores. `items` are the items the cell covers, in the same order. */
export function scoreCell(
  cell: CellIdentity,
  items: readonly Item[],
  blocks: readonly Block[],
  metric: ItemMetric,
): CellScores {
  const measurements = blocks.flatMap((block) => block.measurements)
  const stray = measurements.findIndex((measurement, index) => measurement.item !== items[index]?.id)
  if (stray !== -1 || measurements.length !== items.length) {
    throw new Error(
      `${cell.task} · ${cell.condition}: ${measurements.length} measurements do not belong to the ${items.length} items of the cell`,
    )
  }
  const statistics = items.map((item, index) =>
    metric.statistics(answerOf(item, measurements[index]), referencesOf(item)),
  )
  const score = (measurement: Measurement, index: number, by: 'mean' | 'sum'): number => {
    if (measurement.state === 'scored') return measurement.chosen[by] === measurement.gold ? 1 : 0
    return measurement.state === 'unanswered' ? 0 : metric.item(statistics[index] ?? [])
  }
  return {
    ...cell,
    items: items.map((item) => item.id),
    scores: measurements.map((measurement, index) => score(measurement, index, 'mean')),
    sumScores: measurements.map((measurement, index) => score(measurement, index, 'sum')),
    ...(metric.isMean ? {} : { corpus: { score: metric.corpus(statistics), statistics } }),
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

/** The text that a model answered: the option that is likeliest per token, or what was taken from its writing; empty for none. */
function answerOf(item: Item, measurement: Measurement | undefined): string {
  if (measurement === undefined) return ''
  return measurement.state === 'scored' ? (item.options[measurement.chosen.mean] ?? '') : measurement.answer
}

function referencesOf(item: Item): string[] {
  if (item.options.length > 0) return [item.answer.text]
  // An answer is trimmed, and so is what it is compared with.
  return (item.references ?? [item.answer.text]).map((reference) => reference.trim())
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
