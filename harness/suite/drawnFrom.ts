import type { Drawn } from './study.ts'

/** Where exemplars are drawn from, as against those that a model writes. */
export const DRAWN_FROM = ['gold', 'donor', 'mixture'] as const satisfies Drawn['from'][]

/** Whether a source of exemplars is a pool; any other name is a recipe's. */
export function isDrawnFrom(from: string): from is Drawn['from'] {
  return DRAWN_FROM.some((each) => each === from)
}
