import { leastSquares } from './leastSquares.ts'
import { notComputable, type Undefined } from './undefined.ts'

/**
 * Leave-one-cluster-out prediction error: how far off is y in a cluster that the regression has never seen?
 *
 * Mean over tasks of the squared error of y, predicted by least squares on an intercept and `columns` from the tasks of
 * all other clusters. Undefined for fewer than two clusters.
 * Source: Stone 1974 (cross-validation), with clusters as the unit.
 */
export function predictionError(
  y: ArrayLike<number>,
  columns: readonly ArrayLike<number>[],
  clusters: readonly string[],
): { state: 'estimated'; value: number } | Undefined {
  const names = [...new Set(clusters)]
  if (names.length < 2) return notComputable(`leaving one cluster out needs two clusters, got ${names.length}`)
  let squares = 0
  for (const name of names) {
    const known = clusters.flatMap((cluster, task) => (cluster === name ? [] : [task]))
    const at = (values: ArrayLike<number>) => known.map((task) => Number(values[task]))
    const { weights } = leastSquares([known.map(() => 1), ...columns.map(at)], at(y))
    clusters.forEach((cluster, task) => {
      if (cluster !== name) return
      const predicted = columns.reduce(
        (sum, values, k) => sum + Number(weights[k + 1]) * Number(values[task]),
        Number(weights[0]),
      )
      squares += (Number(y[task]) - predicted) ** 2
    })
  }
  return { state: 'estimated', value: squares / clusters.length }
}
