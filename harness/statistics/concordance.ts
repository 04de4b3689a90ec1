import { jackknife, type JackknifeBounds } from './jackknife.ts'
import { listFault } from './listFault.ts'
import type { Coefficient } from './pearson.ts'
import { notComputable } from './undefined.ts'

/**
 * Lin's concordance correlation: how nearly do pairs lie on the line of equality?
 *
 * 2 s_xy / (s_x^2 + s_y^2 + (mean x - mean y)^2) with population moments (divided by n), as Lin wrote it; never further from 0 than
 * Pearson's r. A constant side gives 0. Undefined for fewer than two pairs, unequal lengths, values that are not finite,
 * and when both sides are constant.
 * Source: Lin 1989, Biometrics 45, 255-268.
 *
 * @example concordance([1, 2, 3], [2, 3, 4]) // { state: 'estimated', value: 0.5714285714285714 }
 */
export function concordance(x: ArrayLike<number>, y: ArrayLike<number>): Coefficient {
  return agreement(x, y, 0)
}

/**
 * The variant of Lin's concordance with sample moments (divided by n - 1), which some packages print.
 *
 * Larger in magnitude, by little for many pairs: name it where it is shown.
 */
export function sampleConcordance(x: ArrayLike<number>, y: ArrayLike<number>): Coefficient {
  return agreement(x, y, 1)
}

/**
 * Interval of Lin's concordance over tasks: delete-one-cluster jackknife-t on the atanh scale.
 *
 * @param clusters cluster of each task; each task's own name to leave out single tasks
 */
export function concordanceBounds(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  clusters: readonly string[],
  level = 0.95,
): JackknifeBounds {
  const fault = listFault({ x, y }, 2)
  if (fault !== undefined) return notComputable(fault)
  if (clusters.length !== x.length) return notComputable(`${x.length} tasks but ${clusters.length} cluster names`)
  const at = (side: ArrayLike<number>, tasks: readonly number[]) => tasks.map((task) => Number(side[task]))
  return jackknife(clusters, (tasks) => concordance(at(x, tasks), at(y, tasks)), level)
}

function agreement(x: ArrayLike<number>, y: ArrayLike<number>, less: 0 | 1): Coefficient {
  const fault = listFault({ x, y }, 2)
  if (fault !== undefined) return notComputable(fault)
  const n = x.length
  const [a, b] = [Float64Array.from(x), Float64Array.from(y)]
  const constant = (side: Float64Array) => side.every((value) => value === side[0])
  if (constant(a) && constant(b)) return notComputable('both sides are constant')
  const [meanA, meanB] = [mean(a), mean(b)]
  let xy = 0
  let squares = 0
  for (let i = 0; i < n; i++) {
    const u = Number(a[i]) - meanA
    const v = Number(b[i]) - meanB
    xy += u * v
    squares += u * u + v * v
  }
  return { state: 'estimated', value: (2 * xy) / (squares + (n - less) * (meanA - meanB) ** 2) }
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
