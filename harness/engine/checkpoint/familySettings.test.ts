import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readCheckpoint } from './checkpoint.ts'
import { copyCheckpoint } from './checkpointCopy.ts'
import { readModelConfig } from './modelConfig.ts'

const folder = fileURLToPath(new URL('../../../fixtures/oracle/architectures/', import.meta.url))
let copies: string
beforeEach(() => {
  copies = mkdtempSync(join(tmpdir(), 'kshot-'))
})
afterEach(() => {
  rmSync(copies, { recursive: true })
})

type Edit = Parameters<typeof copyCheckpoint>[2]
const copy = (name: string, edit: Edit): string => copyCheckpoint(join(folder, name), join(copies, name), edit)
const windows = (name: string, settings: Record<string, unknown>): (number | undefined)[] =>
  readModelConfig(join(copy(name, { settings }), 'config.json')).attention.map(({ window }) => window)

test.each<[string, string, Record<string, unknown>, RegExp]>([
  [
    'a layer of an unknown type',
    'gemma2',
    { layer_types: ['chunked_attention', 'full_attention'] },
    /config\.json: layer_types is \["chunked_attention","full_attention"\]; known: a list of 2 of "full_attention", "sliding_/,
  ],
  ['types for too few layers', 'gemma2', { layer_types: ['full_attention'] }, /layer_types is .*; known: a list of 2/],
  [
    'windows that are switched off',
    'qwen2-window',
    { use_sliding_window: false },
    /layer_types names sliding_attention; expected use_sliding_window true and a sliding_window, found false and 12/,
  ],
  [
    'windows without a size',
    'gemma2',
    { sliding_window: null },
    /sliding_window must be a whole number .*found nothing/,
  ],
  ['layer types of its own', 'mistral', { layer_types: ['full_attention'] }, /layer_types is .*; known: absent, null/],
  [
    'attention to both sides',
    'gemma3',
    { use_bidirectional_attention: true },
    /use_bidirectional_attention is true; known: absent, null, false/,
  ],
  ['a cap that transformers ignores', 'gemma3', { attn_logit_softcapping: 50 }, /attn_logit_softcapping is 50; known:/],
  [
    'a rope table for each layer type where one is read',
    'qwen2',
    { rope_parameters: { full_attention: { rope_type: 'default' } } },
    /rope_parameters: full_attention is .*; known: absent/,
  ],
  [
    'rope tables of unknown layers',
    'gemma3',
    { rope_parameters: { chunked_attention: {} } },
    /rope_parameters: chunked_attention is not known; known: full_attention, sliding_attention/,
  ],
  [
    'a rope of another family',
    'phi3',
    { rope_parameters: { rope_type: 'yarn' } },
    /rope_type is "yarn"; known: "default", "longrope"/,
  ],
  [
    'longrope without its factors',
    'phi3-longrope',
    { rope_parameters: { rope_type: 'longrope' } },
    /short_factor must list 4 positive numbers, found nothing/,
  ],
  [
    'longrope without the factors of long sequences',
    'phi3-longrope',
    { rope_parameters: { rope_type: 'longrope', short_factor: [1, 1, 1, 1], partial_rotary_factor: 1 } },
    /long_factor must list 4 positive numbers, found nothing/,
  ],
  [
    'yarn without its original length',
    'llama-yarn',
    { rope_parameters: { rope_type: 'yarn', factor: 2 } },
    /original_max_position_embeddings must be a whole number of at least 1, found nothing/,
  ],
  [
    'an odd count of turned dimensions',
    'gpt_neox',
    { rope_parameters: { partial_rotary_factor: 0.75 } },
    /rotary_pct is 0\.75; expected a share of the head's 4 dimensions that is an even count, found 3/,
  ],
  [
    'scales by layer',
    'gpt2',
    { scale_attn_by_inverse_layer_idx: true },
    /scale_attn_by_inverse_layer_idx is true; known: false/,
  ],
  ['cross-attention', 'gpt2', { add_cross_attention: true }, /add_cross_attention is true; known: false, absent/],
])('a model with %s is refused by the name of the setting', (_, name, settings, message) => {
  const base = copy(name, { settings })
  expect(() => readCheckpoint({ base })).toThrow(message)
})

const shared = ['vocab_size', 'tie_word_embeddings', 'quantization_config']
const shape = [
  'num_hidden_layers',
  'hidden_size',
  'intermediate_size',
  'num_attention_heads',
  'max_position_embeddings',
  'rope_scaling',
]
const llama = [...shared, ...shape, 'num_key_value_heads', 'head_dim', 'hidden_act', 'rms_norm_eps']
const gemma = [...llama, 'attention_bias', 'use_bidirectional_attention']
const gemma2 = [
  ...gemma.filter((key) => key !== 'hidden_act'),
  'hidden_activation',
  'query_pre_attn_scalar',
  'attn_logit_softcapping',
  'final_logit_softcapping',
  'sliding_window',
  'layer_types',
]
const sliding = ['use_sliding_window', 'sliding_window', 'layer_types']

const noRope = { rope_parameters: undefined }
const outside: Record<string, Record<string, unknown>> = { rope_local_base_freq: noRope, rotary_pct: noRope }

/** Every setting that the modeling and configuration files of transformers 5.23 compute with, dropout and caches aside. */
const computing: Record<string, readonly string[]> = {
  'llama-yarn': [...llama, 'attention_bias', 'mlp_bias', 'partial_rotary_factor'],
  mistral: [...llama, 'sliding_window', 'partial_rotary_factor'],
  'qwen2-window': [...llama, ...sliding, 'partial_rotary_factor'],
  qwen3: [...llama, 'attention_bias', 'partial_rotary_factor', ...sliding.slice(0, 1), 'layer_types'],
  olmo2: [...llama, 'attention_bias', 'partial_rotary_factor'],
  phi3: [...llama, 'sliding_window'],
  'phi3-longrope': [...llama, 'original_max_position_embeddings'],
  gemma,
  gemma2,
  gemma3: [...gemma2, 'rope_local_base_freq'],
  gpt_neox: [
    ...shared,
    ...shape,
    'hidden_act',
    'layer_norm_eps',
    'attention_bias',
    'use_parallel_residual',
    'rotary_pct',
  ],
  gpt2: [
    ...shared,
    'n_layer',
    'n_embd',
    'n_inner',
    'n_head',
    'n_positions',
    'activation_function',
    'layer_norm_epsilon',
    'scale_attn_weights',
    'scale_attn_by_inverse_layer_idx',
    'reorder_and_upcast_attn',
    'add_cross_attention',
  ],
}

test.each(Object.entries(computing).flatMap(([name, keys]) => keys.map((key) => [name, key] as const)))(
  'a %s model is read or refused by %s',
  (name, key) => {
    // Settings that rope_parameters also holds are read from outside when it is not there, as in transformers 4.
    const base = copy(name, { settings: { ...outside[key], [key]: 'odd' } })
    expect(() => readModelConfig(join(base, 'config.json'))).toThrow(new RegExp(`${key} (is|must be) .*"odd"`))
  },
)

test.each([
  ['llama-yarn', 'rope_theta'],
  ['gpt_neox', 'rotary_emb_base'],
  ['phi3', 'rope_theta'],
])('a %s model whose rope settings are written outside is read or refused by %s', (name, key) => {
  const base = copy(name, { settings: { rope_parameters: undefined, rope_scaling: undefined, [key]: 'odd' } })
  expect(() => readModelConfig(join(base, 'config.json'))).toThrow(new RegExp(`${key} must be .*"odd"`))
})

test('a model of text and images is refused with what to do', () => {
  const base = copy('gemma3', { settings: { model_type: 'gemma3', text_config: {}, vision_config: {} } })
  expect(() => readModelConfig(join(base, 'config.json'))).toThrow(
    /model_type is "gemma3", a model of text and more\. Save its language model .* as a folder of its own/,
  )
})

test.each([
  ['qwen2', 'model.layers.0.self_attn.q_proj.bias'],
  ['gpt_neox', 'gpt_neox.layers.1.mlp.dense_h_to_4h.bias'],
  ['gpt2', 'transformer.h.0.attn.c_attn.bias'],
  ['gpt2', 'transformer.ln_f.bias'],
  ['olmo2', 'model.layers.0.self_attn.k_norm.weight'],
])('a %s model without %s is refused', (name, tensor) => {
  const base = copy(name, { tensors: (tensors) => tensors.delete(tensor) })
  expect(() => readCheckpoint({ base })).toThrow(new RegExp(`tensor ${tensor.replaceAll('.', '\\.')} is missing`))
})

const attention = 'model.layers.1.self_attn'
const mlp = 'model.layers.1.mlp'

test.each([
  ['llama-yarn', 'attention_bias', 'model.layers.0.self_attn.q_proj'],
  ['llama-yarn', 'mlp_bias', 'model.layers.0.mlp.gate_proj'],
  ['qwen3', 'attention_bias', 'model.layers.0.self_attn.q_proj'],
  ['olmo2', 'attention_bias', 'model.layers.0.self_attn.q_proj'],
  ['gemma', 'attention_bias', 'model.layers.0.self_attn.q_proj'],
  ['gemma2', 'attention_bias', 'model.layers.0.self_attn.q_proj'],
  ['gemma3', 'attention_bias', 'model.layers.0.self_attn.q_proj'],
])('a %s model whose %s announces a bias that is not there is refused', (name, setting, module) => {
  const base = copy(name, { settings: { [setting]: true } })
  expect(() => readCheckpoint({ base })).toThrow(`tensor ${module}.bias is missing: ${setting} is true in config.json`)
})

test.each([
  ['llama-yarn', `${attention}.o_proj`, 'attention_bias is false in config.json'],
  ['llama-yarn', `${mlp}.down_proj`, 'mlp_bias is false in config.json'],
  ['mistral', `${attention}.q_proj`, 'mistral has none'],
  ['qwen2', `${attention}.o_proj`, 'qwen2 has none'],
  ['olmo2', `${attention}.k_proj`, 'attention_bias is false in config.json'],
  ['phi3', `${attention}.qkv_proj`, 'phi3 has none'],
  ['phi3', `${mlp}.gate_up_proj`, 'phi3 has none'],
  ['gemma', `${mlp}.up_proj`, 'gemma has none'],
  ['gemma2', `${attention}.o_proj`, 'attention_bias is false in config.json'],
  ['gemma3', `${mlp}.gate_proj`, 'gemma3_text has none'],
])('a %s model with a bias of %s that nothing would read is refused', (name, module, reason) => {
  const bias = { dtype: 'F32', shape: [1], data: new Uint8Array(4) }
  const base = copy(name, { tensors: (tensors) => tensors.set(`${module}.bias`, bias) })
  expect(() => readCheckpoint({ base })).toThrow(
    `tensor ${module}.bias would be ignored, and the scores would be another model's: ${reason}`,
  )
})

test('a gpt_neox model whose attention_bias is false has biases in its MLP only', () => {
  const settings = { attention_bias: false }
  expect(() => readCheckpoint({ base: copy('gpt_neox', { settings }) })).toThrow(
    'tensor gpt_neox.layers.0.attention.query_key_value.bias would be ignored',
  )
  const tensors: Edit['tensors'] = (all) => {
    for (const name of [...all.keys()]) if (/attention\..*\.bias$/.test(name)) all.delete(name)
  }
  const [layer] = readCheckpoint({ base: copy('gpt_neox', { settings, tensors }) }).layers
  expect([layer?.query.bias, layer?.up.bias?.shape]).toEqual([undefined, [24]])
})

test('a tensor that another family reads is refused', () => {
  const gated = copy('gemma2', { settings: { model_type: 'gemma' } })
  expect(() => readCheckpoint({ base: gated })).toThrow(/feedforward_layernorm\.weight has no place in a gemma model/)
  const normed = copy('olmo2', { settings: { model_type: 'gemma2', head_dim: 4 } })
  expect(() => readCheckpoint({ base: normed })).toThrow(/input_layernorm\.weight is missing/)
  const plain = copy('qwen2', { settings: { model_type: 'phi3' } })
  expect(() => readCheckpoint({ base: plain })).toThrow(/self_attn\.qkv_proj\.weight is missing/)
})

test('absent settings are what transformers takes them for', () => {
  const gone = { layer_types: undefined }
  expect(windows('mistral', { sliding_window: undefined })).toEqual([4096, 4096])
  expect(windows('gemma2', { ...gone, sliding_window: undefined })).toEqual([4096, undefined])
  expect(windows('gemma3', { ...gone, sliding_window_pattern: 3 })).toEqual([16, 16, undefined])
  expect(windows('qwen2-window', gone)).toEqual([undefined, 12])
  const { attentionCap, logitCap } = readModelConfig(
    join(
      copy('gemma2', { settings: { attn_logit_softcapping: undefined, final_logit_softcapping: null } }),
      'config.json',
    ),
  )
  expect({ attentionCap, logitCap }).toEqual({ attentionCap: 50, logitCap: undefined })
})
