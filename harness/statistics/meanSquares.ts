/**
 * Mean squares of a two-way table without repetition: one row per seed, one column per item.
 *
 * How much items differ, how much seeds differ, and what is left when both are taken out: that seeds answer single items each in their own
 * way. 0 where there is nothing to compare: one seed, or one item. Rows of unequal length, or none, are an error.
 * Source: Searle, Casella and McCulloch 1992, chapter 4.
 *
 * @example meanSquares([[1, 0], [1, 1]]) // value 0.75, ofItems 0.25, ofSeeds 0.25, residual 0.25
 */
export function meanSquares(table: readonly (readonly number[])[]): MeanSquares {
  const seeds = table.length
  const items = table[0]?.length ?? 0
  if (items === 0 || table.some((row) => row.length !== items)) {
    throw new Error(
      `seeds must answer the same items, at least one; found ${table.map((row) => row.length).join(', ') || 'none'}`,
    )
  }
  const seedMeans = table.map(average)
  const value = average(seedMeans)
  const itemMeans = Array.from({ length: items }, (_, item) => average(table.map((row) => row[item] ?? 0)))
  const ofItems = (seeds * squares(itemMeans, value)) / Math.max(1, items - 1)
  const found = { value, seedMeans, seeds, items, ofItems }
  if (seeds === 1 || items === 1) return { ...found, ofSeeds: 0, residual: 0 }

  const ofSeeds = (items * squares(seedMeans, value)) / (seeds - 1)
  const all = squares(table.flat(), value)
  const left = Math.max(0, all - seeds * squares(itemMeans, value) - items * squares(seedMeans, value))
  return { ...found, ofSeeds, residual: left / ((items - 1) * (seeds - 1)) }
}

export interface MeanSquares {
  /** Mean of the table. */
  value: number
  /** Mean of each row. */
  seedMeans: number[]
  /** Rows and columns. */
  seeds: number
  items: number
  ofItems: number
  ofSeeds: number
  residual: number
}

const average = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

const squares = (values: readonly number[], centre: number) =>
  values.reduce((sum, value) => sum + (value - centre) ** 2, 0)
