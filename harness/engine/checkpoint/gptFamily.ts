import type { Architecture } from './architecture.ts'
import { activations, llama } from './llamaFamily.ts'

const gptNeox: Architecture = {
  modelType: 'gpt_neox',
  settings: {
    layers: 'num_hidden_layers',
    hidden: 'hidden_size',
    intermediate: 'intermediate_size',
    heads: 'num_attention_heads',
    positions: 'max_position_embeddings',
    epsilon: 'layer_norm_eps',
    activation: 'hidden_act',
    parallel: 'use_parallel_residual',
  },
  defaults: {
    hidden_act: 'gelu',
    layer_norm_eps: 1e-5,
    attention_bias: true,
    use_parallel_residual: true,
    rotary_pct: 0.25,
  },
  required: llama.required,
  prefix: 'gpt_neox.',
  tensors: {
    embedding: 'gpt_neox.embed_in',
    finalNorm: 'gpt_neox.final_layer_norm',
    head: 'embed_out',
    layer: (l) => `gpt_neox.layers.${l}.`,
  },
  layer: {
    attentionNorm: 'input_layernorm',
    queryKeyValue: { packed: 'attention.query_key_value', order: 'heads' },
    output: 'attention.dense',
    mlpNorm: 'post_attention_layernorm',
    mlp: 'mlp.dense_h_to_4h',
    down: 'mlp.dense_4h_to_h',
  },
  norm: 'layer',
  gainOffset: 0,
  queryKeyNorm: 'none',
  transposed: false,
  biases: { queryKeyValue: 'attention_bias', output: 'attention_bias', mlp: true },
  scaledEmbedding: false,
  activations,
  window: 'none',
  rope: { ...llama.rope, theta: 'rotary_emb_base', share: 'rotary_pct' },
  ignored: /\.attention\.(bias|masked_bias|rotary_emb\.inv_freq)$/,
}

const gpt2: Architecture = {
  ...gptNeox,
  modelType: 'gpt2',
  settings: {
    layers: 'n_layer',
    hidden: 'n_embd',
    intermediate: 'n_inner',
    heads: 'n_head',
    positions: 'n_positions',
    epsilon: 'layer_norm_epsilon',
    activation: 'activation_function',
  },
  defaults: { activation_function: 'gelu_new', layer_norm_epsilon: 1e-5, tie_word_embeddings: true },
  required: {
    ...llama.required,
    scale_attn_weights: [true, undefined],
    scale_attn_by_inverse_layer_idx: [false, undefined],
    reorder_and_upcast_attn: [false, undefined],
    add_cross_attention: [false, undefined],
  },
  prefix: 'transformer.',
  tensors: {
    embedding: 'transformer.wte',
    positions: 'transformer.wpe',
    finalNorm: 'transformer.ln_f',
    head: 'lm_head',
    layer: (l) => `transformer.h.${l}.`,
  },
  layer: {
    attentionNorm: 'ln_1',
    queryKeyValue: { packed: 'attn.c_attn', order: 'blocks' },
    output: 'attn.c_proj',
    mlpNorm: 'ln_2',
    mlp: 'mlp.c_fc',
    down: 'mlp.c_proj',
  },
  transposed: true,
  biases: { queryKeyValue: true, output: true, mlp: true },
  rope: { ...llama.rope, tables: 'none' },
  ignored: /\.attn\.(bias|masked_bias)$/,
}

/** Norms with a bias, one matrix for queries, keys and values, an MLP without a gate. */
export const gptFamily = [gptNeox, gpt2]
