import { ENUMERABLE, type RandomisationP } from './arrangements.ts'
import { listFault } from './listFault.ts'
import { requireResamples } from './parameter.ts'
import { stream } from './random.ts'
import { notComputable } from './undefined.ts'

export interface SignFlipOptions {
  alternative: 'greater' | 'two-sided'
  seed: number
  /** What the random numbers are for; part of the key of their stream. */
  purpose: string
  /** Passage or dialogue of each item: the differences of a group change their sign together. */
  groups?: readonly string[]
  /** Random sign patterns where there are too many to enumerate: at least 9,999. */
  resamples?: number
}

/**
 * Paired sign-flip test: is the sum of the differences further from 0 than if each could as well have had the other sign?
 *
 * Statistic: the sum of the paired differences. Under the null of two interchangeable conditions every pattern of signs is
 * equally likely. All 2^m patterns of the m differences other than 0 are enumerated up to 50,000, else p = (1 + count) /
 * (resamples + 1); ties count as extreme, up to a relative 1e-9. Does not depend on the order of the items. Undefined
 * without items, for values that are not finite, and for a list of groups of another length.
 * Source: Fisher 1935, section 21; Phipson and Smyth 2010 for the 1 +.
 *
 * @example signFlip([1, 1, 1, 1], { alternative: 'greater', seed: 7, purpose: 'example' }) // p 1/16
 */
export function signFlip(differences: ArrayLike<number>, options: SignFlipOptions): RandomisationP {
  const fault = listFault({ differences }, 1)
  if (fault !== undefined) return notComputable(fault)
  const { alternative, groups, resamples = 9_999 } = options
  requireResamples(resamples)
  if (groups !== undefined && groups.length !== differences.length)
    return notComputable(`${differences.length} differences but ${groups.length} group names`)

  const units = sums(differences, groups)
  const statistic = units.reduce((sum, value) => sum + value, 0)
  const moving = units.map(Math.abs).filter((value) => value > 0)
  // The same in every order of the records, to the last digit of each sum.
  moving.sort()
  const largest = moving.reduce((sum, value) => sum + value, 0)
  const threshold = (alternative === 'greater' ? statistic : Math.abs(statistic)) - 1e-9 * largest
  const extreme = (sum: number) => (alternative === 'greater' ? sum : Math.abs(sum)) >= threshold
  const arrangements = 2 ** moving.length
  const exact = arrangements <= ENUMERABLE
  const count = exact ? enumerate(moving, extreme) : draw(moving, extreme, resamples, options)
  return {
    state: 'estimated',
    p: exact ? count / arrangements : (1 + count) / (resamples + 1),
    statistic,
    attainable: exact ? Math.min(1, (alternative === 'greater' ? 1 : 2) / arrangements) : 1 / (resamples + 1),
    method: exact ? 'exact' : 'Monte Carlo',
    resamples: exact ? 0 : resamples,
  }
}

function enumerate(values: Float64Array, extreme: (sum: number) => boolean): number {
  let patterns = Float64Array.of(0)
  for (const value of values) {
    const before = patterns
    patterns = new Float64Array(2 * before.length)
    patterns.set(before.map((sum) => sum + value))
    patterns.set(
      before.map((sum) => sum - value),
      before.length,
    )
  }
  return patterns.reduce((count, sum) => count + (extreme(sum) ? 1 : 0), 0)
}

function draw(
  values: Float64Array,
  extreme: (sum: number) => boolean,
  resamples: number,
  { seed, purpose }: SignFlipOptions,
): number {
  const next = stream(seed, purpose, 'signs')
  let count = 0
  for (let b = 0; b < resamples; b++) {
    let sum = 0
    let bits = 0
    for (let i = 0; i < values.length; i++) {
      if ((i & 31) === 0) bits = next()
      sum += (bits & 1) === 0 ? Number(values[i]) : -Number(values[i])
      bits >>>= 1
    }
    if (extreme(sum)) count++
  }
  return count
}

/** Sums over groups, smallest first; the items themselves where there are no groups. */
function sums(values: ArrayLike<number>, groups: readonly string[] | undefined): Float64Array {
  if (groups === undefined) return Float64Array.from(values).sort()
  const members = new Map<string, number[]>()
  groups.forEach((name, item) => {
    const list = members.get(name) ?? []
    list.push(Number(values[item]))
    members.set(name, list)
  })
  // Sorted before they are added, too: rounding then knows no order of the records.
  const total = (list: number[]) => list.sort((a, b) => a - b).reduce((sum, value) => sum + value, 0)
  return Float64Array.from(members.values(), total).sort()
}
