import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readCheckpoint } from './checkpoint.ts'
import { copyCheckpoint, writeSafetensors } from './checkpointCopy.ts'
import type { TensorCopy } from './checkpointCopy.ts'
import { smallAdapted, smallModel } from '../engine.contract.ts'

const adapter = smallAdapted.adapter ?? ''
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kshot-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

const head = 'lm_head.weight'
const queries = 'base_model.model.model.layers.1.self_attn.q_proj'
type Edit = Parameters<typeof copyCheckpoint>[2]
const base = (edit: Edit): string => copyCheckpoint(smallModel.base, join(folder, 'model'), edit)
const adapted = (edit: Edit): string => copyCheckpoint(adapter, join(folder, 'adapter'), edit)
const settings = (entries: Record<string, unknown>): Edit => ({ settings: entries })
const floats = (shape: number[]): TensorCopy => ({
  dtype: 'F32',
  shape,
  data: new Uint8Array(4 * shape.reduce((a, b) => a * b, 1)),
})

describe('a checkpoint', () => {
  test.each<[string, Edit, RegExp]>([
    [
      'another family',
      settings({ model_type: 'mamba' }),
      /config\.json: model_type is "mamba"; known: "llama", "mistral", .*"gpt2"\./,
    ],
    ['another activation', settings({ hidden_act: 'mish' }), /hidden_act is "mish"; known: "silu", "gelu",/],
    ['quantised weights', settings({ quantization_config: {} }), /quantization_config is \{\}; known: absent, null/],
    ['half-turned heads', settings({ partial_rotary_factor: 0.5 }), /partial_rotary_factor is 0\.5; known:/],
    [
      'another rope',
      settings({ rope_parameters: { rope_type: 'dynamic' } }),
      /rope_type is "dynamic"; known: "default", "linear", "llama3", "yarn", absent/,
    ],
    [
      'a rope without its factor',
      settings({ rope_parameters: { rope_type: 'linear' } }),
      /rope_parameters: factor must be a positive number, found nothing/,
    ],
    [
      'no width',
      settings({ hidden_size: undefined }),
      /hidden_size must be a whole number of at least 1, found nothing/,
    ],
    ['a width in words', settings({ hidden_size: 'big' }), /hidden_size must be .*, found "big"/],
    [
      'heads that do not group',
      settings({ num_key_value_heads: 3 }),
      /num_attention_heads \(4\) must be a multiple of num_key_value_heads \(3\)/,
    ],
    ['odd heads', settings({ head_dim: 13 }), /head_dim.*must be even, found 13/],
    [
      'fewer layers than tensors',
      settings({ num_hidden_layers: 1 }),
      /model\.safetensors: tensor model\.layers\.1\..* has no place/,
    ],
    [
      'more layers than tensors',
      settings({ num_hidden_layers: 3 }),
      /tensor model\.layers\.2\.self_attn\.q_proj\.weight is missing; expected shape \[48, 32\]/,
    ],
    [
      'a tensor too few',
      { tensors: (t) => t.delete(head) },
      /tensor lm_head\.weight is missing; expected shape \[300, 32\]/,
    ],
    [
      'a tensor too many',
      { tensors: (t) => t.set('model.extra', floats([2])) },
      /tensor model\.extra has no place in a llama model/,
    ],
    [
      'a tensor of another shape',
      { tensors: (t) => t.set(head, floats([299, 32])) },
      /lm_head\.weight has shape \[299, 32\]; .* asks for \[300, 32\]/,
    ],
    [
      'a tensor of another type',
      { tensors: (t) => t.set(head, { ...floats([2]), dtype: 'I64' }) },
      /lm_head\.weight has type I64; known: F32, F16, BF16/,
    ],
    [
      'a head that is and is not tied',
      settings({ tie_word_embeddings: true }),
      /lm_head\.weight differs from model\.embed_tokens\.weight/,
    ],
  ])('with %s is refused', (_, edit, message) => {
    expect(() => readCheckpoint({ base: base(edit) })).toThrow(message)
  })

  test.each<[string, (file: string) => void, RegExp]>([
    [
      'missing',
      (file) => {
        rmSync(file)
      },
      /model\.safetensors is missing/,
    ],
    [
      'empty',
      (file) => {
        writeFileSync(file, '')
      },
      /is empty: expected a safetensors file/,
    ],
    [
      'shorter than a header',
      (file) => {
        truncateSync(file, 5)
      },
      /is truncated: expected at least 8 bytes, found 5/,
    ],
    [
      'cut inside the header',
      (file) => {
        truncateSync(file, 100)
      },
      /is truncated: its header ends at byte \d+, the file at 100/,
    ],
    [
      'cut inside a tensor',
      (file) => {
        truncateSync(file, 90_000)
      },
      /is truncated: tensor .* ends at byte \d+, the file at 90000/,
    ],
    [
      'a Git LFS pointer',
      (file) => {
        writeFileSync(file, 'version https://git-lfs.github.com/spec/v1\n')
      },
      /run `git lfs pull`/,
    ],
    [
      'something else',
      (file) => {
        writeFileSync(file, Buffer.from('0400000000000000' + '61626364', 'hex'))
      },
      /header that is not JSON/,
    ],
  ])('whose weights are %s is refused', (_, damage, message) => {
    const copy = base({})
    damage(join(copy, 'model.safetensors'))
    expect(() => readCheckpoint({ base: copy })).toThrow(message)
  })

  test('whose sizes and offsets disagree is refused', () => {
    const file = join(base({}), 'model.safetensors')
    writeSafetensors(file, new Map([[head, { ...floats([4]), shape: [5] }]]))
    expect(() => readCheckpoint({ base: join(folder, 'model') })).toThrow(
      /shape \[5\] needs 20 bytes, its offsets give 16/,
    )
  })

  test('in shards is read as one', () => {
    const whole = readCheckpoint(smallModel)
    const copy = base({
      tensors: (tensors) => {
        const names = [...tensors.keys()]
        writeSafetensors(join(folder, 'a'), new Map([...tensors].filter((_, i) => i % 2 === 0)))
        writeSafetensors(join(folder, 'b'), new Map([...tensors].filter((_, i) => i % 2 === 1)))
        const map = Object.fromEntries(names.map((name, i) => [name, `${'ab'[i % 2]}.safetensors`]))
        writeFileSync(join(folder, 'index'), JSON.stringify({ weight_map: map }))
      },
    })
    for (const shard of ['a', 'b']) cpSync(join(folder, shard), join(copy, `${shard}.safetensors`))
    cpSync(join(folder, 'index'), join(copy, 'model.safetensors.index.json'))
    rmSync(join(copy, 'model.safetensors'))
    expect(readCheckpoint({ base: copy }).bytes).toBe(whole.bytes)
    rmSync(join(copy, 'b.safetensors'))
    expect(() => readCheckpoint({ base: copy })).toThrow(/b\.safetensors is missing/)
  })

  test('behind symbolic links is read from where they lead', () => {
    const cache = join(folder, 'snapshot')
    mkdirSync(cache)
    for (const name of ['config.json', 'model.safetensors']) symlinkSync(join(smallModel.base, name), join(cache, name))
    expect(readCheckpoint({ base: cache }).embedding.file).toBe(readCheckpoint(smallModel).embedding.file)
  })

  test('with settings as transformers 4 writes them is read alike', () => {
    const old = { rope_parameters: undefined, rope_theta: 10_000, rope_scaling: null, tie_word_embeddings: undefined }
    expect(readCheckpoint({ base: base(settings(old)) }).config).toEqual({
      ...readCheckpoint(smallModel).config,
      tied: 'absent',
    })
  })
})

describe('an adapter', () => {
  test.each<[string, Edit, RegExp]>([
    ['another method', settings({ peft_type: 'IA3' }), /adapter_config\.json: peft_type is "IA3"; known: "LORA"/],
    ['DoRA', settings({ use_dora: true }), /use_dora is true; known: false/],
    ['trained biases', settings({ bias: 'all' }), /bias is "all"; known: "none"/],
    [
      'whole modules',
      settings({ modules_to_save: ['lm_head'] }),
      /modules_to_save is \["lm_head"\]; known: absent, null/,
    ],
    ['ranks of its own', settings({ rank_pattern: { q_proj: 8 } }), /q_proj has lora_A \[4, 32\] .* gives r = 8/],
    [
      'a pattern of another language',
      settings({ alpha_pattern: { '(?P<x>q_proj)': 8 } }),
      /alpha_pattern: \(\?P<x>q_proj\) is not a pattern that JavaScript reads too/,
    ],
    ['a changed base', settings({ init_lora_weights: 'pissa' }), /init_lora_weights is "pissa"; known: true, false/],
    ['another rank than its tensors', settings({ r: 8 }), /lora_A \[4, 56\] .* gives r = 8/],
    [
      'half a module',
      { tensors: (t) => t.delete(`${queries}.lora_B.weight`) },
      /tensor .*q_proj\.lora_B\.weight is missing; its other half is there/,
    ],
    [
      'a module too few',
      {
        tensors: (t) => {
          ;['A', 'B'].forEach((half) => t.delete(`${queries}.lora_${half}.weight`))
        },
      },
      /the tensors of model\.layers\.1\.self_attn\.q_proj are missing; .*target_modules/,
    ],
    [
      'a tensor of another kind',
      { tensors: (t) => t.set('base_model.model.lora_magnitude', floats([1])) },
      /lora_magnitude is not part of a LoRA/,
    ],
    [
      'a module of another model',
      {
        tensors: (t) => {
          addModule(t, 'base_model.model.model.layers.9.mlp.up_proj')
        },
      },
      /module model\.layers\.9\.mlp\.up_proj is not a linear layer of the base/,
    ],
    [
      'another width than its base',
      { tensors: (t) => t.set(`${queries}.lora_A.weight`, floats([4, 31])) },
      /lora_A\.weight has shape \[4, 31\]; .* asks for \[4, 32\]/,
    ],
    [
      'no tensor',
      {
        tensors: (t) => {
          t.clear()
        },
      },
      /holds no tensor/,
    ],
  ])('with %s is refused', (_, edit, message) => {
    expect(() => readCheckpoint({ ...smallModel, adapter: adapted(edit) })).toThrow(message)
  })

  test('that is a file is refused', () => {
    expect(() => readCheckpoint({ ...smallModel, adapter: join(adapter, 'adapter_config.json') })).toThrow(
      /is a file: expected an adapter folder/,
    )
  })

  test('scales by alpha over the rank, or over its root when it is stabilised', () => {
    expect(JSON.parse(readFileSync(join(adapter, 'adapter_config.json'), 'utf8'))).toMatchObject({
      r: 4,
      lora_alpha: 8,
    })
    expect(readCheckpoint(smallAdapted).layers[0]?.query.change?.scale).toBe(4)
    const plain = { ...smallModel, adapter: adapted(settings({ use_rslora: false })) }
    expect(readCheckpoint(plain).layers[0]?.query.change?.scale).toBe(2)
  })
})

function addModule(tensors: Map<string, TensorCopy>, name: string): void {
  tensors.set(`${name}.lora_A.weight`, floats([4, 32]))
  tensors.set(`${name}.lora_B.weight`, floats([56, 4]))
}
