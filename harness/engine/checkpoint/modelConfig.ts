import type { Activation, Architecture, Biased } from './architecture.ts'
import { readJson } from './jsonFile.ts'
import type { JsonFile } from './jsonFile.ts'
import { knownArchitectures } from './knownArchitectures.ts'
import { readLayerAttention } from './layerAttention.ts'
import type { LayerAttention } from './layerAttention.ts'

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
  /** Longest sequence, in tokens, and the setting that says so. */
  positions: number
  positionsFrom: string
  normEpsilon: number
  /** `head`: by its own tensor or by the embedding's; `absent` lets the checkpoint decide. */
  tied: 'yes' | 'no' | 'absent'
  activation: Activation
  biases: Readonly<Record<Biased, Bias>>
  /** Attention and MLP read the same hidden states. */
  parallel: boolean
  /** What query and key products are multiplied by; one over the root of `headDim` when absent. */
  attentionScale?: number
  /** Bounds of the products and of the logits: `cap * tanh(x / cap)`. */
  attentionCap?: number
  logitCap?: number
  /** One a layer. */
  attention: LayerAttention[]
}

/** Whether linear layers have a bias, and what says so. */
export interface Bias {
  present: boolean
  because: string
}

/** Layers `begin..end - 1` of a model. */
export interface LayerRange {
  begin: number
  end: number
}

export function allLayers({ layers }: ModelConfig): LayerRange {
  return { begin: 0, end: layers }
}

/** Reads `config.json`. Whatever the engine does not compute is refused by key, with the values it knows. */
export function readModelConfig(file: string): ModelConfig {
  const written = readJson(file)
  const architecture = knownArchitecture(written)
  const json = written.withDefaults(architecture.defaults)
  for (const [key, known] of Object.entries(architecture.required)) json.require(key, known)
  const { settings } = architecture
  const layers = json.count(settings.layers)
  const hidden = json.count(settings.hidden)
  const shape = readHeads(json, architecture, hidden)
  const attention = readLayerAttention(json, architecture, { layers, headDim: shape.headDim })
  return {
    architecture,
    layers,
    hidden,
    // Only GPT-2 leaves it out.
    intermediate: json.count(settings.intermediate, settings.intermediate === 'n_inner' ? 4 * hidden : undefined),
    ...shape,
    vocabulary: json.count('vocab_size'),
    positions: json.count(settings.positions),
    positionsFrom: settings.positions,
    normEpsilon: json.positive(settings.epsilon),
    tied: tiedHead(json),
    activation: activation(json, architecture),
    biases: {
      queryKeyValue: bias(json, architecture, 'queryKeyValue'),
      output: bias(json, architecture, 'output'),
      mlp: bias(json, architecture, 'mlp'),
    },
    parallel: settings.parallel !== undefined && json.require(settings.parallel, [true, false]) === true,
    ...optional(json, 'attentionScale', settings.attentionScalar, (scalar) => scalar ** -0.5),
    ...optional(json, 'attentionCap', settings.attentionCap),
    ...optional(json, 'logitCap', settings.logitCap),
    attention,
  }
}

/** The length beyond which a sequence turns all its positions by other angles; nothing in most models. */
export function originalLength({ attention }: ModelConfig): number | undefined {
  const [rope = 'none'] = attention.map((layer) => layer.rope)
  return rope !== 'none' && rope.kind === 'longrope' ? rope.original : undefined
}

function knownArchitecture(json: JsonFile): Architecture {
  const type = json.value('model_type')
  const found = knownArchitectures.find(({ modelType }) => modelType === type)
  if (found !== undefined) return found
  if (json.object('text_config') !== undefined) {
    throw new Error(
      `${json.file}: model_type is ${JSON.stringify(type)}, a model of text and more. Save its language model (text_config, such as gemma3_text) as a folder of its own.`,
    )
  }
  throw new Error(
    `${json.file}: model_type is ${JSON.stringify(type)}; known: ${knownArchitectures.map(({ modelType }) => `"${modelType}"`).join(', ')}.`,
  )
}

function readHeads(
  json: JsonFile,
  { settings }: Architecture,
  hidden: number,
): { heads: number; kvHeads: number; headDim: number } {
  const { file } = json
  const heads = json.count(settings.heads)
  const kvHeads = settings.kvHeads === undefined ? heads : json.count(settings.kvHeads, heads)
  if (heads % kvHeads !== 0) {
    throw new Error(`${file}: num_attention_heads (${heads}) must be a multiple of num_key_value_heads (${kvHeads}).`)
  }
  const derived = hidden / heads
  const headDim = settings.headDim === undefined ? derived : json.count(settings.headDim, derived)
  if (headDim % 2 !== 0) {
    throw new Error(
      `${file}: the width of a head (head_dim, or ${settings.hidden} / ${settings.heads}) must be even, found ${headDim}.`,
    )
  }
  return { heads, kvHeads, headDim }
}

function tiedHead(json: JsonFile): ModelConfig['tied'] {
  const tied = json.require('tie_word_embeddings', [true, false, undefined, null])
  if (tied === true) return 'yes'
  return tied === false ? 'no' : 'absent'
}

function activation(json: JsonFile, { settings, activations }: Architecture): Activation {
  const name = String(json.require(settings.activation, Object.keys(activations)))
  return activations[name] ?? 'silu'
}

function bias(json: JsonFile, { modelType, biases }: Architecture, part: Biased): Bias {
  const setting = biases[part]
  if (typeof setting === 'boolean') return { present: setting, because: `${modelType} has ${setting ? 'one' : 'none'}` }
  const present = json.require(setting, [true, false]) === true
  return { present, because: `${setting} is ${present} in config.json` }
}

/** A number under a name of its own, or nothing where the family has no such setting or it is null. */
function optional<Name extends string>(
  json: JsonFile,
  name: Name,
  setting: string | undefined,
  change: (value: number) => number = (value) => value,
): Partial<Record<Name, number>> {
  if (setting === undefined || json.value(setting) === undefined || json.value(setting) === null) return {}
  return { [name]: change(json.positive(setting)) } as Partial<Record<Name, number>>
}
