import { rotary } from './decoder.ts'
import type { GraphBuilder } from './graph.ts'
import type { ModelConfig } from '../checkpoint/modelConfig.ts'
import { remembered } from './remembered.ts'
import type { Rope } from '../checkpoint/rope.ts'

/** Turns the heads of a layer's queries or keys [rows, heads * headDim] by their positions; the result, turned or not, is `shaped`. */
export type Rotation = (layer: number, x: string, heads: number) => string

/** `shaped` gives rows the dimension that the operator wants beside them: a batch, or a sequence of one. */
export function rotation(
  g: GraphBuilder,
  config: ModelConfig,
  positions: string,
  shaped: (x: string) => string,
): Rotation {
  const angles = remembered((rope: Rope) => {
    const { cos, sin } = rotary(g, rope, positions)
    return [shaped(cos), shaped(sin)]
  })
  return (layer, x, heads) => {
    const rope = config.attention[layer]?.rope ?? 'none'
    if (rope === 'none') return shaped(x)
    const partial = rope.width < config.headDim ? { rotary_embedding_dim: rope.width } : {}
    return g.op('RotaryEmbedding', [shaped(x), ...angles(rope)], { num_heads: heads, ...partial })
  }
}
