import type { Undefined } from './undefined.ts'

/** A confidence interval, or why there is none. */
export type Bounds = { state: 'estimated'; lower: number; upper: number; level: number } | Undefined
