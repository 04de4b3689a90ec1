import tCdf from '@stdlib/stats-base-dists-t-cdf'
import tQuantile from '@stdlib/stats-base-dists-t-quantile'
import { constantSample, type ConstantSample } from './constantSample.ts'
import { macroErrors, type ClaimError, type TaskDifferences } from './macroDifference.ts'
import { requireInside } from './parameter.ts'
import type { Equivalence } from './tost.ts'
import type { Undefined } from './undefined.ts'

/**
 * Two one-sided tests of the mean difference over tasks: is it shown to be smaller than the margin, for either claim?
 *
 * As `tost`, with the standard errors of `macroDifference`. Where all items of all tasks differ by the same, the claim about these
 * tasks has the exact bound of that many equal values: the fewest items of a task times the tasks (by the inequality of means,
 * unequal shares make none more likely). Undefined where the error is, otherwise. A RangeError for a margin or alpha outside its scale.
 * Source: Schuirmann 1987; Louis 1981 for zero counts.
 *
 * @param reach the largest difference that the scale allows
 */
export function macroEquivalence(
  tasks: readonly TaskDifferences[],
  margin: number,
  { alpha = 0.05, reach = 1 }: { alpha?: number; reach?: number } = {},
): { overTasks: Equivalence | Undefined; overItems: Equivalence | Undefined } {
  requireInside('alpha', alpha, 0, 0.5)
  requireInside('margin', margin, 0, reach)
  const errors = macroErrors(tasks)
  if (errors.state === 'undefined') return { overTasks: errors, overItems: errors }
  const { value, overTasks, overItems } = errors
  return {
    overTasks: overTasks.state === 'undefined' ? overTasks : byStudent(value, overTasks, margin, alpha),
    overItems:
      overItems.state === 'undefined'
        ? byBound(tasks, overItems, margin, alpha, reach)
        : byStudent(value, overItems, margin, alpha),
  }
}

function byStudent(value: number, { error, df }: ClaimError, margin: number, alpha: number): Equivalence {
  const bound = tQuantile(1 - alpha, df) * error
  const p = Math.max(tCdf((-margin - value) / error, df), tCdf((value - margin) / error, df))
  return conclude(p, value - bound, value + bound, margin, 't')
}

function byBound(
  tasks: readonly TaskDifferences[],
  without: Undefined,
  margin: number,
  alpha: number,
  reach: number,
): Equivalence | Undefined {
  const sample = commonDifference(tasks, reach)
  return sample === undefined
    ? without
    : conclude(
        Math.max(sample.pGreater(-margin), sample.pLess(margin)),
        sample.lower(alpha),
        sample.upper(alpha),
        margin,
        'exact bound',
      )
}

/** What items that all differ by the same say about the mean over these tasks; undefined where any differs otherwise. */
export function commonDifference(tasks: readonly TaskDifferences[], reach: number): ConstantSample | undefined {
  const [first] = Array.from(tasks[0]?.differences ?? [])
  const same = ({ differences, groups }: TaskDifferences) =>
    groups === undefined && Array.from(differences).every((difference) => difference === first)
  if (first === undefined || Math.abs(first) > reach * (1 + 1e-12) || !tasks.every(same)) return undefined
  const fewest = Math.min(...tasks.map(({ differences }) => differences.length))
  return constantSample(first, fewest * tasks.length, reach)
}

function conclude(p: number, lower: number, upper: number, margin: number, method: Equivalence['method']): Equivalence {
  return { state: 'estimated', equivalent: lower > -margin && upper < margin, p, lower, upper, method }
}
