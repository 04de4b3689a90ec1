import betaQuantile from '@stdlib/stats-base-dists-beta-quantile'
import gammaQuantile from '@stdlib/math-base-special-gammaincinv'
import type { MeanSquare } from './crossedSquares.ts'
import { normalInverse } from './normal.ts'
import { requireInside } from './parameter.ts'

/**
 * Bounds of a sum of weighted mean squares, some of them taken away: of a variance component, or of the variance of a mean.
 *
 * The modified large-sample bounds, each wrong with a chance of about alpha; exact for a single mean square. Effects must be normal and
 * independent, which right and wrong answers are not: with few levels of a factor read them as a rough guide. A bound below 0 is a
 * bound, not a variance.
 * Source: Ting, Burdick, Graybill, Jeyaratnam and Lu 1990; Burdick and Graybill 1992, section 3.3.
 *
 * @param terms each with its weight, which is below 0 where the square is taken away
 * @example squaresInterval([{ weight: 0.25, value: 8, degrees: 9 }, { weight: -0.25, value: 2, degrees: 27 }], 0.025)
 */
export function squaresInterval(
  terms: readonly (MeanSquare & { weight: number })[],
  alpha: number,
): { value: number; lower: number; upper: number } {
  requireInside('alpha', alpha, 0, 0.5)
  const added = terms.filter(({ weight }) => weight > 0).map(sized)
  const taken = terms.filter(({ weight }) => weight < 0).map(sized)
  const sum = (list: readonly Term[]) => list.reduce((total, { size }) => total + size, 0)
  const value = sum(added) - sum(taken)
  return {
    value,
    lower: value - Math.sqrt(Math.max(0, spread(added, taken, alpha, 'below'))),
    upper: value + Math.sqrt(Math.max(0, spread(taken, added, alpha, 'above'))),
  }
}

interface Term {
  /** The weighted mean square, without its sign. */
  size: number
  degrees: number
}

const sized = ({ weight, value, degrees }: MeanSquare & { weight: number }): Term => ({
  size: Math.abs(weight) * value,
  degrees,
})

/** Squared distance of a bound: `falling` squares are overestimated where the truth is at the bound, `rising` ones underestimated. */
function spread(falling: readonly Term[], rising: readonly Term[], alpha: number, side: 'below' | 'above'): number {
  let total = 0
  for (const { size, degrees } of falling) total += (shrinks(degrees, alpha) * size) ** 2
  for (const { size, degrees } of rising) total += (grows(degrees, alpha) * size) ** 2
  for (const a of falling) for (const b of rising) total += across(a.degrees, b.degrees, alpha, side) * a.size * b.size
  for (const [place, a] of falling.entries())
    for (const b of falling.slice(place + 1))
      total += (along(a.degrees, b.degrees, alpha) * a.size * b.size) / (falling.length - 1)
  return total
}

/** 1 − 1 / F of the upper alpha, with infinite degrees below. */
const shrinks = (degrees: number, alpha: number) => 1 - 1 / meanChi(1 - alpha, degrees)

const grows = (degrees: number, alpha: number) => 1 / meanChi(alpha, degrees) - 1

/** The mixed term by which two squares alone, one less the other, get the bound 0 where the F test has exactly p = alpha. */
function across(falls: number, rises: number, alpha: number, side: 'below' | 'above'): number {
  const [g, h] = [shrinks(falls, alpha), grows(rises, alpha)]
  if (side === 'below') {
    const f = fQuantile(1 - alpha, falls, rises)
    return ((f - 1) ** 2 - (g * f) ** 2 - h ** 2) / f
  }
  const f = fQuantile(alpha, rises, falls)
  return ((1 - f) ** 2 - (h * f) ** 2 - g ** 2) / f
}

function along(a: number, b: number, alpha: number): number {
  const both = shrinks(a + b, alpha) * (a + b)
  return (both * both) / (a * b) - (shrinks(a, alpha) ** 2 * a) / b - (shrinks(b, alpha) ** 2 * b) / a
}

/** Quantile of chi-square over its degrees of freedom. */
function meanChi(probability: number, degrees: number): number {
  if (degrees <= MOST_DEGREES) return (2 * gammaQuantile(probability, degrees / 2)) / degrees
  // Wilson and Hilferty's cube, within a millionth there, where the library is no longer exact.
  const ninth = 2 / (9 * degrees)
  return (1 - ninth + normalInverse(probability) * Math.sqrt(ninth)) ** 3
}

const MOST_DEGREES = 1000

function fQuantile(probability: number, above: number, below: number): number {
  const share = betaQuantile(probability, above / 2, below / 2)
  return (below * share) / (above * (1 - share))
}
