import type { Activation, Architecture } from './architecture.ts'

/** Activations by the names that transformers gives them. */
export const activations: Readonly<Record<string, Activation>> = {
  silu: 'silu',
  gelu: 'gelu',
  gelu_new: 'gelu-tanh',
  gelu_pytorch_tanh: 'gelu-tanh',
  relu: 'relu',
}

const absent = [undefined, null]

const matrices = {
  queryKeyValue: ['self_attn.q_proj', 'self_attn.k_proj', 'self_attn.v_proj'],
  output: 'self_attn.o_proj',
  mlp: ['mlp.gate_proj', 'mlp.up_proj'],
  down: 'mlp.down_proj',
} as const

export const llama: Architecture = {
  modelType: 'llama',
  settings: {
    layers: 'num_hidden_layers',
    hidden: 'hidden_size',
    intermediate: 'intermediate_size',
    heads: 'num_attention_heads',
    kvHeads: 'num_key_value_heads',
    headDim: 'head_dim',
    positions: 'max_position_embeddings',
    epsilon: 'rms_norm_eps',
    activation: 'hidden_act',
  },
  defaults: { hidden_act: 'silu', rms_norm_eps: 1e-6, attention_bias: false, mlp_bias: false },
  required: { quantization_config: absent },
  prefix: 'model.',
  tensors: {
    embedding: 'model.embed_tokens',
    finalNorm: 'model.norm',
    head: 'lm_head',
    layer: (l) => `model.layers.${l}.`,
  },
  layer: { ...matrices, attentionNorm: 'input_layernorm', mlpNorm: 'post_attention_layernorm' },
  norm: 'rms',
  gainOffset: 0,
  queryKeyNorm: 'none',
  transposed: false,
  biases: { queryKeyValue: 'attention_bias', output: 'attention_bias', mlp: 'mlp_bias' },
  scaledEmbedding: false,
  activations,
  window: 'none',
  rope: { tables: 'one', theta: 'rope_theta', kinds: ['default', 'linear', 'llama3', 'yarn'] },
  ignored: /\.self_attn\.rotary_emb\.inv_freq$/,
}

const unbiased = { queryKeyValue: false, output: false, mlp: false } as const

/** Of the attention if `attention_bias` says so, of the MLP never. */
export const attentionBiases = { ...llama.biases, mlp: false }

const mistral: Architecture = {
  ...llama,
  modelType: 'mistral',
  defaults: { ...llama.defaults, sliding_window: 4096 },
  required: { ...llama.required, layer_types: absent },
  biases: unbiased,
  window: 'every layer',
}

const qwen2: Architecture = {
  ...llama,
  modelType: 'qwen2',
  defaults: { ...llama.defaults, use_sliding_window: false, sliding_window: 4096, max_window_layers: 28 },
  biases: { queryKeyValue: true, output: false, mlp: false },
  window: 'late layers',
}

const qwen3: Architecture = {
  ...qwen2,
  modelType: 'qwen3',
  defaults: { ...qwen2.defaults, head_dim: 128 },
  layer: { ...llama.layer, queryNorm: 'self_attn.q_norm', keyNorm: 'self_attn.k_norm' },
  queryKeyNorm: 'head',
  biases: attentionBiases,
}

const olmo2: Architecture = {
  ...llama,
  modelType: 'olmo2',
  defaults: { ...llama.defaults, rms_norm_eps: 1e-5 },
  layer: {
    ...matrices,
    queryNorm: 'self_attn.q_norm',
    keyNorm: 'self_attn.k_norm',
    attentionPostNorm: 'post_attention_layernorm',
    mlpPostNorm: 'post_feedforward_layernorm',
  },
  queryKeyNorm: 'row',
  biases: attentionBiases,
}

const phi3: Architecture = {
  ...llama,
  modelType: 'phi3',
  defaults: { ...llama.defaults, rms_norm_eps: 1e-5, sliding_window: null, original_max_position_embeddings: 4096 },
  layer: {
    ...llama.layer,
    queryKeyValue: { packed: 'self_attn.qkv_proj', order: 'blocks' },
    mlp: { packed: 'mlp.gate_up_proj' },
  },
  biases: unbiased,
  window: 'every layer',
  rope: { ...llama.rope, share: 'partial_rotary_factor', kinds: ['default', 'longrope'] },
}

/** Llama and what differs from it in few places. */
export const llamaFamily = [llama, mistral, qwen2, qwen3, olmo2, phi3]
