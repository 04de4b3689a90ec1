/** How a family of checkpoints names its tensors and settings, and what it computes; one entry a `model_type`. */
export interface Architecture {
  /** `model_type` in `config.json`. */
  modelType: string
  /** Names of settings. One that is left out does not exist in this family. */
  settings: Settings
  /** What transformers takes an absent setting for. */
  defaults: Readonly<Record<string, unknown>>
  /** Settings that change the computation, with the values under which it is the one described here. */
  required: Readonly<Record<string, readonly unknown[]>>
  /** What begins every tensor's name but the head's; checkpoints of the model without its head leave it out. */
  prefix: string
  tensors: {
    embedding: string
    /** Learned positions, added to the embedding. */
    positions?: string
    finalNorm: string
    /** Absent from a checkpoint whose head is the embedding. */
    head: string
    /** Prefix of everything in layer `l`. */
    layer: (l: number) => string
  }
  layer: LayerNames
  /** `rms` divides by the root mean square; `layer` subtracts the mean first and adds a bias. */
  norm: 'rms' | 'layer'
  /** Added to the gain of every norm. */
  gainOffset: 0 | 1
  /** Queries and keys are normed head by head, or their whole row at once. */
  queryKeyNorm: 'none' | 'head' | 'row'
  /** Matrices of the layers lie as [in, out], not [out, in]. */
  transposed: boolean
  /** Which linear layers of a block have a bias: a setting says so where one is named. The head has none. */
  biases: Readonly<Record<Biased, boolean | string>>
  /** Embeddings are multiplied by the root of their width. */
  scaledEmbedding: boolean
  activations: Readonly<Record<string, Activation>>
  /** Which layers look back over a window: none; each, if its size is set; those that the configuration names or counts. */
  window: 'none' | 'every layer' | 'late layers' | 'alternating'
  rope: RopeNames
  /** Tensors that old checkpoints carry and nothing reads. */
  ignored: RegExp
}

export type Biased = 'queryKeyValue' | 'output' | 'mlp'

export type Activation = 'silu' | 'gelu' | 'gelu-tanh' | 'relu'

interface Settings {
  layers: string
  hidden: string
  intermediate: string
  heads: string
  kvHeads?: string
  headDim?: string
  positions: string
  epsilon: string
  activation: string
  /** Query and key products are divided by the root of this instead of the head's width. */
  attentionScalar?: string
  /** Bounds of the products, and of the logits: `cap * tanh(x / cap)`. */
  attentionCap?: string
  logitCap?: string
  /** Attention and MLP read the same hidden states. */
  parallel?: string
}

/** Names below a layer, without `.weight` and `.bias`; a norm that is left out does not exist. */
interface LayerNames {
  attentionNorm?: string
  /** Norms what attention gives, before it is added. */
  attentionPostNorm?: string
  /** Three matrices, or one that holds them: one after the other, or head by head. */
  queryKeyValue: readonly [string, string, string] | { packed: string; order: 'blocks' | 'heads' }
  queryNorm?: string
  keyNorm?: string
  output: string
  mlpNorm?: string
  mlpPostNorm?: string
  /** A gate and what it scales, in two matrices or one; or neither, and a plain layer. */
  mlp: readonly [gate: string, up: string] | { packed: string } | string
  down: string
}

/** How positions are turned into angles. */
export interface RopeNames {
  /** `by layer type`: `rope_parameters` has an entry for each of `full_attention` and `sliding_attention`. */
  tables: 'none' | 'one' | 'by layer type'
  theta: string
  /** Share of each head's width that is turned. */
  share?: string
  kinds: readonly RopeKind[]
}

export type RopeKind = 'default' | 'linear' | 'llama3' | 'yarn' | 'longrope'
