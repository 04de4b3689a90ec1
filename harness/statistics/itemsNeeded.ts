import { entry, type TrueCovariance } from './trueCovariance.ts'
import { notComputable, type Undefined } from './undefined.ts'

/**
 * How many items per task would make the scores of a condition reliable enough?
 *
 * n' = n x (noise variance / true variance) x r / (1 - r) for reliability r: the factor is 1 for .5 and 4 for .8. Noise falls
 * as 1/n, true variance stays. `items` is the present number (the harmonic mean where tasks differ). Undefined when no
 * true variance is found: then no number of items is known to help.
 * Source: Spearman 1910 and Brown 1910, solved for length.
 */
export function itemsForReliability(
  covariance: TrueCovariance,
  variable: number,
  items: number,
  reliability: number,
): { state: 'estimated'; value: number } | Undefined {
  const truth = entry(covariance.true, variable, variable)
  if (!(truth > 0)) return notComputable('no task differences found')
  const noise = entry(covariance.noise, variable, variable)
  const needed = ((items * noise) / truth) * (reliability / (1 - reliability))
  // A whole number that rounding carried past itself is not one item more.
  return { state: 'estimated', value: Math.ceil(needed * (1 - 1e-12)) }
}
