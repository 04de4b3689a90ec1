import type { Lanes } from './lanes.ts'
import type { LayerRange, ModelConfig } from '../checkpoint/modelConfig.ts'

/** How the layers of a large model are shared out to two threads of sessions, in order. */
export interface LayerCut {
  lower: LayerRange
  /** Layers that both have, so that neither waits where it has less to compute or is the slower; a model of two layers has none. */
  middle?: LayerRange
  upper: LayerRange
}

/** A model that is scored in two halves: where it is cut, and the lanes of their threads. */
export interface InHalves {
  layers: LayerCut
  lanes: Lanes
}

/** A thread of sessions: that of the lower layers or that of the upper ones. */
export type Half = 'lower' | 'upper'

/** One layer of so many is in the middle: more would let the threads wait for less and take more memory. */
const layersPerShared = 15

/** Cuts a model of several layers, so that each half has as many as its threads can compute while the other does the rest. */
export function cutLayers({ layers }: Pick<ModelConfig, 'layers'>, { lower, upper }: Record<Half, number>): LayerCut {
  const shared = layers < 3 ? 0 : Math.max(1, Math.round(layers / layersPerShared))
  const others = layers - shared
  const below = Math.min(others - 1, Math.max(1, Math.floor((others * lower) / (lower + upper))))
  return {
    lower: { begin: 0, end: below },
    ...(shared > 0 && { middle: { begin: below, end: below + shared } }),
    upper: { begin: below + shared, end: layers },
  }
}
