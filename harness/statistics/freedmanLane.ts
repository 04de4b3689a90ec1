import { leastSquares, project } from './leastSquares.ts'
import { pairFault } from './pearson.ts'
import type { PermutationP } from './permutation.ts'
import { shuffle, stream } from './random.ts'
import { midRanks } from './ranks.ts'
import { notComputable } from './undefined.ts'

/**
 * Freedman and Lane's permutation test on mid-ranks: does y rise with x among tasks with equal controls, as observed?
 *
 * y is regressed on the controls; the residuals move inside clusters; the statistic is the partial rank correlation, tested
 * against "no more than by chance" from above. It leaves the noise of the controls in, so that it rejects too often
 * when they are noisy: a secondary display, never a verdict. Undefined for constant sides and for sides that the controls
 * explain fully.
 * Source: Freedman and Lane 1983; Winkler et al. 2014 for the comparison with its rivals.
 */
export function freedmanLane(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  controls: readonly ArrayLike<number>[],
  options: { clusters: readonly string[]; seed: number; purpose: string; resamples?: number },
): PermutationP {
  const fault = pairFault(x, y)
  if (fault !== undefined) return notComputable(fault)
  const { clusters, seed, purpose, resamples = 9_999 } = options
  const design = [Float64Array.from(x, () => 1), ...controls.map(midRanks)]
  const { basis, residuals } = leastSquares(design, midRanks(y))
  const beyond = midRanks(x)
  project(beyond, basis)
  if (norm(beyond) < 1e-9) return notComputable('the controls explain x fully')
  if (norm(residuals) < 1e-9) return notComputable('the controls explain y fully')

  const partial = (values: Float64Array) => dot(beyond, values) / norm(beyond) / norm(values)
  const observed = partial(residuals)
  const members = [...new Set(clusters)].sort().map((name) => ({
    tasks: clusters.flatMap((cluster, task) => (cluster === name ? [task] : [])),
    next: stream(seed, purpose, name),
  }))
  let count = 0
  const moved = new Float64Array(residuals.length)
  for (let b = 0; b < resamples; b++) {
    for (const { tasks, next } of members) {
      const order = Int32Array.from(tasks)
      shuffle(order, next)
      tasks.forEach((task, k) => (moved[task] = Number(residuals[Number(order[k])])))
    }
    // The fitted part of y lies in the span of the controls, which the next line takes out again: it needs no adding.
    project(moved, basis)
    if (norm(moved) > 1e-9 && partial(moved) >= observed - 1e-9) count++
  }
  return {
    state: 'estimated',
    p: (1 + count) / (resamples + 1),
    statistic: observed,
    attainable: 1 / (resamples + 1),
    method: 'Monte Carlo',
    resamples,
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += Number(a[i]) * Number(b[i])
  return sum
}

function norm(values: Float64Array): number {
  return Math.sqrt(dot(values, values))
}
