import type { Bounds } from './bounds.ts'
import { listFault } from './listFault.ts'
import { mcnemar } from './mcnemar.ts'
import { meanInterval } from './meanInterval.ts'
import { newcombe } from './newcombe.ts'
import { signFlip } from './signFlip.ts'
import { tost, type Equivalence } from './tost.ts'
import { notComputable, type Undefined } from './undefined.ts'

export interface PairedComparison {
  state: 'estimated'
  /** Mean of A minus mean of B. */
  difference: number
  items: number
  /** Test of "no difference", two-sided. */
  test:
    | { method: 'McNemar exact'; p: number; midP: number; attainable: number }
    | { method: 'sign-flip exact' | 'sign-flip Monte Carlo'; p: number; attainable: number; resamples: number }
  /** Two-sided interval of the difference, level 1 - alpha. */
  interval: Bounds & { method: 'Newcombe 10' | 't' | 'CR1' }
  equivalence: Equivalence | Undefined
}

/**
 * Everything that a verdict on two conditions needs, asked the same items in the same order.
 *
 * Scores 0 or 1 without groups: McNemar's exact test and Newcombe's interval. Graded scores, means over seeds, and grouped
 * items: sign-flip test, t interval (CR1 with groups). Equivalence: two one-sided t tests either way. Whether the test
 * rejects and whether the interval is inside the margin are two questions; neither answer implies the other. Undefined
 * for fewer than two items, unequal lengths, and scores outside [0, 1].
 *
 * @param a scores of condition A in [0, 1], over seeds their mean
 */
export function pairedComparison(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  options: ComparisonOptions,
): PairedComparison | Undefined {
  const fault = listFault({ A: a, B: b }, 2)
  if (fault !== undefined) return notComputable(fault)
  const { margin, alpha = 0.05, groups, seed, purpose } = options
  const sides = [Float64Array.from(a), Float64Array.from(b)] as const
  if (!sides.every((side) => side.every((score) => score >= 0 && score <= 1)))
    return notComputable('a score lies outside [0, 1]')

  const differences = sides[0].map((score, item) => score - Number(sides[1][item]))
  const equivalence = tost(differences, margin, { alpha, groups })
  const items = differences.length
  const difference = differences.reduce((sum, value) => sum + value, 0) / items
  const binary = sides.every((side) => side.every((score) => score === 0 || score === 1))
  if (binary && groups === undefined) {
    const onlyA = differences.filter((value) => value > 0).length
    const onlyB = differences.filter((value) => value < 0).length
    const both = sides[0].filter((score, item) => score === 1 && sides[1][item] === 1).length
    const interval = newcombe({ both, onlyA, onlyB, neither: items - both - onlyA - onlyB }, 1 - alpha)
    const test = mcnemar(onlyA, onlyB)
    if (test.state === 'undefined') return test
    const { p, midP, attainable } = test
    return {
      state: 'estimated',
      difference,
      items,
      test: { method: 'McNemar exact', p, midP, attainable },
      interval: { ...interval, method: 'Newcombe 10' },
      equivalence,
    }
  }
  const flips = signFlip(differences, {
    alternative: 'two-sided',
    seed,
    purpose,
    ...(groups === undefined ? {} : { groups }),
    ...(options.resamples === undefined ? {} : { resamples: options.resamples }),
  })
  if (flips.state === 'undefined') return flips
  const { p, attainable, method, resamples } = flips
  return {
    state: 'estimated',
    difference,
    items,
    test: { method: `sign-flip ${method}`, p, attainable, resamples },
    interval: { ...meanInterval(differences, groups, 1 - alpha), method: groups === undefined ? 't' : 'CR1' },
    equivalence,
  }
}

export interface ComparisonOptions {
  /** Differences inside (-margin, margin) are declared too small to matter. */
  margin: number
  /** Level of the test, of the interval (1 - alpha), and of each one-sided test of equivalence. */
  alpha?: number
  groups?: readonly string[]
  seed: number
  /** What the random numbers are for; part of the key of their stream. */
  purpose: string
  resamples?: number
}
