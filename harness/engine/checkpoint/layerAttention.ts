import type { Architecture } from './architecture.ts'
import type { JsonFile } from './jsonFile.ts'
import type { Rope } from './rope.ts'
import { readRopes } from './ropeSettings.ts'

/** How one layer sees positions. */
export interface LayerAttention {
  /** Tokens that a token sees, itself included; all before it when absent. */
  window?: number
  rope: Rope | 'none'
}

/** Reads which layers look back over a window, and how each turns its heads. */
export function readLayerAttention(
  json: JsonFile,
  architecture: Architecture,
  shape: { layers: number; headDim: number },
): LayerAttention[] {
  const ropes = readRopes(json, architecture.rope, shape.headDim)
  return slidingLayers(json, architecture, shape.layers).map((slides) => {
    if (!slides) return { rope: ropes === 'none' ? ropes : ropes.full }
    return { window: json.count('sliding_window'), rope: ropes === 'none' ? ropes : ropes.sliding }
  })
}

/** For each layer whether it has a window. */
function slidingLayers(json: JsonFile, { window }: Architecture, layers: number): boolean[] {
  const each = (slides: (l: number) => boolean): boolean[] => Array.from({ length: layers }, (_, l) => slides(l))
  const sized = json.value('sliding_window') !== undefined && json.value('sliding_window') !== null
  switch (window) {
    case 'none':
      return each(() => false)
    case 'every layer':
      return each(() => sized)
    case 'late layers': {
      const used = json.require('use_sliding_window', [true, false]) === true && sized
      const named = namedTypes(json, layers)
      if (named === undefined) return each((l) => used && l >= json.wholeNumber('max_window_layers'))
      if (used || !named.includes(true)) return named
      throw new Error(
        `${json.file}: layer_types names sliding_attention; expected use_sliding_window true and a sliding_window, found ${JSON.stringify(json.value('use_sliding_window'))} and ${JSON.stringify(json.value('sliding_window'))}.`,
      )
    }
    case 'alternating':
      return namedTypes(json, layers) ?? each((l) => (l + 1) % json.count('sliding_window_pattern') !== 0)
  }
}

function namedTypes(json: JsonFile, layers: number): boolean[] | undefined {
  const types = json.value('layer_types')
  if (types === undefined || types === null) return undefined
  const known = ['full_attention', 'sliding_attention']
  if (Array.isArray(types) && types.length === layers && types.every((type) => known.includes(String(type)))) {
    return types.map((type) => type === 'sliding_attention')
  }
  throw new Error(
    `${json.file}: layer_types is ${JSON.stringify(types)}; known: a list of ${layers} of "full_attention", "sliding_attention".`,
  )
}
