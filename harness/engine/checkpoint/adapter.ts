import { join } from 'node:path'
import { readJson } from './jsonFile.ts'
import type { JsonFile } from './jsonFile.ts'
import { readSafetensors } from './safetensors.ts'
import type { StoredTensor } from './safetensors.ts'

/** What an adapter adds to one weight matrix: `scale * up @ down`, with `down` [r, in] and `up` [out, r]. */
export interface LowRank {
  down: StoredTensor
  up: StoredTensor
  scale: number
}

/** A LoRA adapter in PEFT layout. */
export interface Adapter {
  file: string
  /** Changes by module name in the base model, such as `model.layers.0.self_attn.q_proj`. */
  changes: Map<string, LowRank>
  /** Last names of the modules that must be changed in every layer; empty when the adapter gives a pattern instead. */
  targets: readonly string[]
}

/** Settings of PEFT that change what an adapter computes, with the values under which it is a plain LoRA. */
const plain: Record<string, readonly unknown[]> = {
  peft_type: ['LORA'],
  use_dora: [false, undefined, null],
  bias: ['none', undefined],
  lora_bias: [false, undefined, null],
  // PEFT itself corrects it to what the layer is.
  fan_in_fan_out: [true, false, undefined, null],
  use_qalora: [false, undefined, null],
  use_bdlora: [false, undefined, null],
  modules_to_save: [undefined, null],
  layer_replication: [undefined, null],
  alora_invocation_tokens: [undefined, null],
  arrow_config: [undefined, null],
  target_parameters: [undefined, null],
  trainable_token_indices: [undefined, null],
  kasa_config: [undefined, null],
  velora_config: [undefined, null],
  monteclora_config: [undefined, null],
  // The others (PiSSA, OLoRA, CorDA, LoftQ …) change the base weights too, which an adapter folder does not hold.
  init_lora_weights: [true, false, 'gaussian', 'orthogonal', 'eva', undefined, null],
}

const tensorName = /^base_model\.model\.(.+)\.lora_(A|B)\.weight$/

/** Reads an adapter folder; anything but a plain LoRA (rank-stabilised or not, of one rank or many) is refused by the name of the setting. */
export function readAdapter(folder: string): Adapter {
  const json = readJson(join(folder, 'adapter_config.json'))
  for (const [key, known] of Object.entries(plain)) json.require(key, known)
  const rankOf = byPattern(json, 'rank_pattern', json.count('r'))
  const alphaOf = byPattern(json, 'alpha_pattern', json.positive('lora_alpha'))
  const stabilised = json.require('use_rslora', [true, false, undefined, null]) === true
  const settingsOf = (module: string): LowRankSettings => {
    const rank = rankOf(module)
    return { rank, scale: alphaOf(module) / (stabilised ? Math.sqrt(rank) : rank) }
  }
  const file = join(folder, 'adapter_model.safetensors')
  return { file, changes: readChanges(file, settingsOf), targets: readTargets(json) }
}

interface LowRankSettings {
  rank: number
  scale: number
}

/** The value of the first pattern that a module's name matches, whole or after a dot, as in PEFT; else `otherwise`. */
function byPattern(json: JsonFile, key: string, otherwise: number): (module: string) => number {
  const patterns = json.object(key)
  if (patterns === undefined) return () => otherwise
  const values = patterns.keys().map((pattern) => ({
    matches: readPattern(patterns, pattern),
    value: key === 'rank_pattern' ? patterns.count(pattern) : patterns.positive(pattern),
  }))
  return (module) => values.find(({ matches }) => matches.test(module))?.value ?? otherwise
}

function readPattern(patterns: JsonFile, pattern: string): RegExp {
  try {
    return new RegExp(`^(.*\\.)?(${pattern})$`, 'u')
  } catch {
    throw new Error(
      `${patterns.file}: ${pattern} is not a pattern that JavaScript reads too; expected a module's name or a plain regular expression.`,
    )
  }
}

function readChanges(file: string, settingsOf: (module: string) => LowRankSettings): Map<string, LowRank> {
  const tensors = readSafetensors(file)
  const changes = new Map<string, LowRank>()
  for (const name of tensors.keys()) {
    const module = tensorName.exec(name)?.[1]
    if (module === undefined) {
      throw new Error(
        `${file}: tensor ${name} is not part of a LoRA of linear layers; known: base_model.model.<module>.lora_A.weight, lora_B.weight.`,
      )
    }
    if (changes.has(module)) continue
    const down = half(file, tensors, module, 'A')
    const up = half(file, tensors, module, 'B')
    const { rank, scale } = settingsOf(module)
    if (down.shape[0] !== rank || up.shape[1] !== rank) {
      throw new Error(
        `${file}: ${module} has lora_A [${down.shape.join(', ')}] and lora_B [${up.shape.join(', ')}]; adapter_config.json gives r = ${rank}.`,
      )
    }
    changes.set(module, { down, up, scale })
  }
  if (changes.size === 0)
    throw new Error(`${file} holds no tensor: expected the lora_A and lora_B of at least one module.`)
  return changes
}

function half(file: string, tensors: Map<string, StoredTensor>, module: string, letter: 'A' | 'B'): StoredTensor {
  const name = `base_model.model.${module}.lora_${letter}.weight`
  const found = tensors.get(name)
  if (found === undefined) throw new Error(`${file}: tensor ${name} is missing; its other half is there.`)
  return found
}

function readTargets(json: JsonFile): string[] {
  const targets = json.value('target_modules')
  if (!Array.isArray(targets)) return []
  // With these two the list no longer speaks of every layer.
  if (isSet(json.value('layers_to_transform')) || isSet(json.value('exclude_modules'))) return []
  return targets.filter((target) => typeof target === 'string')
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null
}
