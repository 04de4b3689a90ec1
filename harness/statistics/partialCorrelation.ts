import { entry, type TrueCovariance } from './trueCovariance.ts'
import { notComputable, type Undefined } from './undefined.ts'

export interface PartialCorrelation {
  state: 'estimated'
  value: number
  /** Controls that carry no information of their own; they do not count in `df`. */
  dropped: { control: number; reason: 'the same in every task' | 'determined by the controls before it' }[]
  /** Tasks - 2 - rank of the controls. */
  df: number
}

/**
 * The partial correlation of true scores: how far do x and y go together among tasks with equal controls?
 *
 * From the noise-corrected covariance by inversion: -P_xy / sqrt(P_xx P_yy), P the inverse over x, y and the controls,
 * reached by eliminating one control after another. A constant or collinear control is dropped. May lie beyond +-1, where
 * elimination keeps the sign that the inverse would turn.
 * Undefined when a variance is not positive, when |r| of x or y with a control is 1 or more, when the controls explain x
 * or y fully, when the corrected covariance of the controls is impossible, and when no degree of freedom is left.
 * Source: Whittaker 1990, section 5.7; partial correlation from observed scores would leave the noise of a control in.
 */
export function partialCorrelation(
  covariance: TrueCovariance,
  x: number,
  y: number,
  controls: readonly number[],
): PartialCorrelation | Undefined {
  const fault = impossible(covariance, x, y, controls)
  if (fault !== undefined) return fault

  // Controls first, so that elimination leaves the 2 x 2 block of x and y given all of them.
  const dropped: PartialCorrelation['dropped'] = []
  const kept = controls.filter((control) => {
    const constant = entry(covariance.observed, control, control) === 0
    if (constant) dropped.push({ control, reason: 'the same in every task' })
    return !constant
  })
  const rest = correlations(covariance, [...kept, x, y])
  let rank = 0
  for (const [k, control] of kept.entries()) {
    const left = Number(rest[k]?.[k])
    if (Math.abs(left) <= NOTHING) dropped.push({ control, reason: 'determined by the controls before it' })
    else if (left < 0)
      return notComputable('the corrected covariance of the controls is impossible (noise is too large)')
    else {
      eliminate(rest, k)
      rank++
    }
  }

  const [i, j] = [kept.length, kept.length + 1]
  const xx = Number(rest[i]?.[i])
  const yy = Number(rest[j]?.[j])
  if (xx <= NOTHING) return notComputable('the controls explain x fully')
  if (yy <= NOTHING) return notComputable('the controls explain y fully')
  const df = covariance.tasks - 2 - rank
  if (df <= 0) return notComputable(`${covariance.tasks} tasks leave no degree of freedom beside ${rank} controls`)
  dropped.sort((a, b) => controls.indexOf(a.control) - controls.indexOf(b.control))
  return { state: 'estimated', value: Number(rest[i]?.[j]) / Math.sqrt(xx) / Math.sqrt(yy), dropped, df }
}

/** Share of a variance below which rounding cannot tell it from 0. */
const NOTHING = 1e-9

function impossible(c: TrueCovariance, x: number, y: number, controls: readonly number[]): Undefined | undefined {
  const variance = (v: number) => entry(c.true, v, v)
  for (const [name, v] of [['x', x] as const, ['y', y] as const]) {
    if (!(variance(v) > 0)) return notComputable(`noise explains all the variance of ${name}`)
  }
  for (const [position, z] of controls.entries()) {
    if (entry(c.observed, z, z) === 0) continue
    if (!(variance(z) > 0)) return notComputable(`noise explains all the variance of control ${position + 1}`)
    for (const [name, v] of [['x', x] as const, ['y', y] as const]) {
      const r = entry(c.true, v, z) / Math.sqrt(variance(v)) / Math.sqrt(variance(z))
      if (Math.abs(r) >= 1)
        return notComputable(`the corrected correlation of ${name} and control ${position + 1} is 1 or more`)
    }
  }
  return undefined
}

function correlations(c: TrueCovariance, variables: readonly number[]): number[][] {
  const scale = (v: number) => Math.sqrt(entry(c.true, v, v))
  return variables.map((a) => variables.map((b) => (a === b ? 1 : entry(c.true, a, b) / scale(a) / scale(b))))
}

/** Replaces every later covariance by the one given variable `k`. */
function eliminate(matrix: number[][], k: number): void {
  const pivotRow = [...(matrix[k] ?? [])]
  const pivot = Number(pivotRow[k])
  for (const row of matrix.slice(k + 1)) {
    const factor = Number(row[k]) / pivot
    for (let column = k; column < row.length; column++)
      row[column] = Number(row[column]) - factor * Number(pivotRow[column])
  }
}
