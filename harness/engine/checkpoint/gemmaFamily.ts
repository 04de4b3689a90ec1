import type { Architecture } from './architecture.ts'
import { attentionBiases, llama } from './llamaFamily.ts'

const gemma: Architecture = {
  ...llama,
  modelType: 'gemma',
  defaults: { ...llama.defaults, hidden_act: 'gelu_pytorch_tanh', head_dim: 256, tie_word_embeddings: true },
  required: {
    ...llama.required,
    hidden_activation: [undefined, null, 'gelu_pytorch_tanh'],
    use_bidirectional_attention: [undefined, null, false],
  },
  gainOffset: 1,
  biases: attentionBiases,
  scaledEmbedding: true,
  // The first releases wrote gelu and meant its approximation.
  activations: { gelu: 'gelu-tanh', gelu_pytorch_tanh: 'gelu-tanh' },
}

const settings = {
  ...llama.settings,
  activation: 'hidden_activation',
  attentionScalar: 'query_pre_attn_scalar',
  logitCap: 'final_logit_softcapping',
}

const gemma2: Architecture = {
  ...gemma,
  modelType: 'gemma2',
  settings: { ...settings, attentionCap: 'attn_logit_softcapping' },
  defaults: {
    ...llama.defaults,
    hidden_activation: 'gelu_pytorch_tanh',
    head_dim: 256,
    tie_word_embeddings: true,
    query_pre_attn_scalar: 256,
    attn_logit_softcapping: 50,
    final_logit_softcapping: 30,
    sliding_window: 4096,
    sliding_window_pattern: 2,
  },
  // It names the pattern of Gemma 3; here transformers reads layer_types only.
  required: { ...llama.required, use_bidirectional_attention: [undefined, null, false], sliding_window_pattern: [2] },
  layer: {
    ...llama.layer,
    attentionPostNorm: 'post_attention_layernorm',
    mlpNorm: 'pre_feedforward_layernorm',
    mlpPostNorm: 'post_feedforward_layernorm',
  },
  activations: llama.activations,
  window: 'alternating',
}

const gemma3: Architecture = {
  ...gemma2,
  modelType: 'gemma3_text',
  settings,
  defaults: {
    ...gemma2.defaults,
    final_logit_softcapping: null,
    sliding_window_pattern: 6,
    rope_theta: 1_000_000,
    rope_local_base_freq: 10_000,
  },
  required: {
    ...llama.required,
    use_bidirectional_attention: [undefined, null, false],
    attn_logit_softcapping: [undefined, null],
  },
  layer: { ...gemma2.layer, queryNorm: 'self_attn.q_norm', keyNorm: 'self_attn.k_norm' },
  queryKeyNorm: 'head',
  rope: { ...llama.rope, tables: 'by layer type' },
}

/** Gains counted from one, scaled embeddings; later a norm on either side of each block. */
export const gemmaFamily = [gemma, gemma2, gemma3]
