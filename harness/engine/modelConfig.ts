import { architectures } from './architecture.ts'
import type { Architecture } from './architecture.ts'
import { readJson } from './jsonFile.ts'
import type { JsonFile } from './jsonFile.ts'

/** What the graph needs to know of `config.json`; every value is checked. */
export interface ModelConfig {
  architecture: Architecture
  layers: number
  hidden: number
  intermediate: number
  /** Query heads, a multiple of `kvHeads`. */
  heads: number
  kvHeads: number
  /** Width of one head; even. */
  headDim: number
  vocabulary: number
  /** Longest sequence, in tokens. */
  positions: number
  normEpsilon: number
  /** `head`: by its own tensor or by the embedding's; `absent` lets the checkpoint decide. */
  tied: 'yes' | 'no' | 'absent'
  rope: Rope
}

/** How positions turn into angles. `linear` divides every frequency; `llama3` divides the low ones. */
export type Rope =
  | { kind: 'default'; theta: number }
  | { kind: 'linear'; theta: number; factor: number }
  | { kind: 'llama3'; theta: number; factor: number; lowFactor: number; highFactor: number; original: number }

/** Reads `config.json`. Whatever the engine does not compute is refused by key, with the values it knows. */
export function readModelConfig(file: string): ModelConfig {
  const json = readJson(file)
  const architecture = knownArchitecture(json)
  for (const [key, value] of Object.entries(architecture.required)) json.require(key, [value, undefined])
  json.require('quantization_config', [undefined, null])
  json.require('partial_rotary_factor', [undefined, null, 1])
  const hidden = json.count('hidden_size')
  const heads = json.count('num_attention_heads')
  const kvHeads = json.count('num_key_value_heads', heads)
  if (heads % kvHeads !== 0) {
    throw new Error(`${file}: num_attention_heads (${heads}) must be a multiple of num_key_value_heads (${kvHeads}).`)
  }
  const headDim = json.count('head_dim', hidden / heads)
  if (headDim % 2 !== 0) {
    throw new Error(
      `${file}: the width of a head (head_dim, or hidden_size / num_attention_heads) must be even, found ${headDim}.`,
    )
  }
  return {
    architecture,
    layers: json.count('num_hidden_layers'),
    hidden,
    intermediate: json.count('intermediate_size'),
    heads,
    kvHeads,
    headDim,
    vocabulary: json.count('vocab_size'),
    positions: json.count('max_position_embeddings'),
    normEpsilon: json.positive('rms_norm_eps', 1e-6),
    tied: tiedHead(json),
    rope: readRope(json),
  }
}

function knownArchitecture(json: JsonFile): Architecture {
  const type = json.value('model_type')
  const found = architectures.find(({ modelType }) => modelType === type)
  if (found !== undefined) return found
  throw new Error(
    `${json.file}: model_type is ${JSON.stringify(type)}; known: ${architectures.map(({ modelType }) => `"${modelType}"`).join(', ')}.`,
  )
}

function tiedHead(json: JsonFile): ModelConfig['tied'] {
  const tied = json.require('tie_word_embeddings', [true, false, undefined, null])
  if (tied === true) return 'yes'
  return tied === false ? 'no' : 'absent'
}

/** transformers 5 writes everything into `rope_parameters`, transformers 4 wrote `rope_theta` beside `rope_scaling`. */
function readRope(json: JsonFile): Rope {
  const rope = json.object('rope_parameters') ?? json.object('rope_scaling') ?? json.empty('rope_parameters')
  const theta =
    rope.value('rope_theta') === undefined ? json.positive('rope_theta', 10_000) : rope.positive('rope_theta')
  const kind = rope.value('rope_type') === undefined ? 'type' : 'rope_type'
  switch (rope.require(kind, ['default', 'linear', 'llama3', undefined])) {
    case 'linear':
      return { kind: 'linear', theta, factor: rope.positive('factor') }
    case 'llama3':
      return {
        kind: 'llama3',
        theta,
        factor: rope.positive('factor'),
        lowFactor: rope.positive('low_freq_factor'),
        highFactor: rope.positive('high_freq_factor'),
        original: rope.count('original_max_position_embeddings'),
      }
    default:
      return { kind: 'default', theta }
  }
}
