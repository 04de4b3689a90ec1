import { notComputable, type Undefined } from './undefined.ts'

/** Scores of every combination of the levels of some factors, such as items × templates × seeds. */
export interface CrossedTable {
  factors: readonly { name: string; levels: number }[]
  /** One score a combination; the last factor varies fastest. */
  scores: ArrayLike<number>
}

export interface CrossedSquares {
  state: 'estimated'
  /** Mean of the table. */
  value: number
  /** Factors of two levels or more; a factor of one level says nothing of others and is left out. */
  factors: readonly { name: string; levels: number }[]
  /** Scores of the table. */
  scores: number
  /** One for each set of factors but the empty one, at the place that has a bit for each of them: bit 0 is the first factor. */
  squares: readonly MeanSquare[]
}

export interface MeanSquare {
  value: number
  degrees: number
}

/**
 * Mean squares of a full crossed table without repetition: how much do items differ, how much templates, how much items in what a template
 * does to them?
 *
 * The effect of a combination of levels is its mean less the effects of all parts of it. The mean square of all factors together
 * stands for their interaction and for whatever else varies. Undefined for a table that is not full, scores that are not finite, no
 * factor of two levels, and more than five of them.
 * Source: Searle, Casella and McCulloch 1992, chapter 4; Cornfield and Tukey 1956.
 *
 * @example crossedSquares({ factors: [{ name: 'seeds', levels: 2 }, { name: 'items', levels: 2 }], scores: [1, 0, 1, 1] })
 */
export function crossedSquares({ factors, scores }: CrossedTable): CrossedSquares | Undefined {
  const all = Float64Array.from(scores)
  const size = factors.reduce((product, { levels }) => product * levels, 1)
  if (size !== all.length) return notComputable(`${size} combinations of levels, but ${all.length} scores`)
  if (!all.every(Number.isFinite)) return notComputable('a score is not a finite number')
  const varied = factors.filter(({ levels }) => levels > 1)
  if (varied.length === 0) return notComputable('no factor has two levels')
  if (varied.length > MOST_FACTORS) return notComputable(`${varied.length} factors are more than ${MOST_FACTORS}`)

  const sets = 2 ** varied.length
  const largest = all.reduce((most, score) => Math.max(most, Math.abs(score)), 0)
  const effects: Float64Array[] = []
  const squares: MeanSquare[] = []
  for (let set = 0; set < sets; set++) {
    const means = marginalMeans(all, varied, set)
    // What smaller sets explain is taken out; sets are in such an order that each comes after its parts.
    for (let part = 0; part < set; part++)
      if ((part & set) === part) subtract(means, Float64Array.from(effects[part] ?? []), varied, set, part)
    effects.push(means)
    const degrees = inSet(varied, set).reduce((product, { levels }) => product * (levels - 1), 1)
    const sum = means.reduce((total, effect) => total + effect * effect, 0) * (all.length / means.length)
    // What rounding leaves of equal scores is no variation.
    squares.push({ value: sum <= all.length * (1e-13 * largest) ** 2 ? 0 : sum / degrees, degrees })
  }
  const [mean] = effects[0] ?? []
  return { state: 'estimated', value: Number(mean), factors: varied, scores: all.length, squares }
}

const MOST_FACTORS = 5

const inSet = <Factor>(factors: readonly Factor[], set: number) => factors.filter((_, bit) => (set >> bit) & 1)

/** Means over all factors that are not in the set. */
function marginalMeans(all: Float64Array, factors: CrossedTable['factors'], set: number): Float64Array {
  const cells = inSet(factors, set).reduce((product, { levels }) => product * levels, 1)
  const sums = new Float64Array(cells)
  for (const [place, score] of all.entries()) {
    const cell = cellOf(place, factors, 2 ** factors.length - 1, set)
    sums[cell] = Number(sums[cell]) + score
  }
  return sums.map((sum) => (sum * cells) / all.length)
}

function subtract(
  from: Float64Array,
  effects: Float64Array,
  factors: CrossedTable['factors'],
  set: number,
  part: number,
): void {
  for (const [place, value] of from.entries()) from[place] = value - Number(effects[cellOf(place, factors, set, part)])
}

/** Place among the combinations of the factors of `part`, of a place among those of `set`. */
function cellOf(place: number, factors: CrossedTable['factors'], set: number, part: number): number {
  let [rest, cell, stride] = [place, 0, 1]
  for (let bit = factors.length - 1; bit >= 0; bit--) {
    if (((set >> bit) & 1) === 0) continue
    const levels = factors[bit]?.levels ?? 1
    if ((part >> bit) & 1) {
      cell += (rest % levels) * stride
      stride *= levels
    }
    rest = Math.floor(rest / levels)
  }
  return cell
}
