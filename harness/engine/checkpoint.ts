import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { readAdapter } from './adapter.ts'
import type { Adapter, LowRank } from './adapter.ts'
import type { ModelPaths } from './engine.ts'
import { readJson } from './jsonFile.ts'
import { readModelConfig } from './modelConfig.ts'
import type { ModelConfig } from './modelConfig.ts'
import { readSafetensors, sameBytes } from './safetensors.ts'
import type { StoredTensor } from './safetensors.ts'

/** A model ready to become a graph: every tensor named, its shape checked, nothing left over and nothing read yet. */
export interface Checkpoint {
  config: ModelConfig
  /** [vocabulary, hidden] */
  embedding: StoredTensor
  layers: Layer[]
  /** [hidden] */
  finalNorm: StoredTensor
  head: Linear
  /** Bytes of all tensors, adapter included. */
  bytes: number
}

/** Norm gains are [hidden]. */
export interface Layer {
  attentionNorm: StoredTensor
  query: Linear
  key: Linear
  value: Linear
  output: Linear
  mlpNorm: StoredTensor
  gate: Linear
  up: Linear
  down: Linear
}

/** `x @ (weight + change)^T + bias`, with `weight` [out, in] and `bias` [out]. */
export interface Linear {
  weight: StoredTensor
  bias?: StoredTensor
  change?: LowRank
}

/** Reads the headers of a base model and of its adapter. Missing, misshapen and unknown tensors are refused by name. */
export function readCheckpoint(model: ModelPaths): Checkpoint {
  requireFolder(model.base, 'a model folder in Hugging Face layout')
  if (model.adapter !== undefined) requireFolder(model.adapter, 'an adapter folder in PEFT layout')
  const config = readModelConfig(join(model.base, 'config.json'))
  const shelf = openShelf(model, config)
  const { architecture, hidden, intermediate, headDim } = config
  const queryWidth = config.heads * headDim
  const keyWidth = config.kvHeads * headDim
  const names = architecture.layer
  const layers = Array.from({ length: config.layers }, (_, l): Layer => {
    const prefix = architecture.tensors.layer(l)
    const linear = (name: string, out: number, into: number): Linear => shelf.linear(prefix + name, [out, into])
    return {
      attentionNorm: shelf.tensor(`${prefix}${names.attentionNorm}.weight`, [hidden]),
      query: linear(names.query, queryWidth, hidden),
      key: linear(names.key, keyWidth, hidden),
      value: linear(names.value, keyWidth, hidden),
      output: linear(names.output, hidden, queryWidth),
      mlpNorm: shelf.tensor(`${prefix}${names.mlpNorm}.weight`, [hidden]),
      gate: linear(names.gate, intermediate, hidden),
      up: linear(names.up, intermediate, hidden),
      down: linear(names.down, hidden, intermediate),
    }
  })
  const embedding = shelf.tensor(`${architecture.tensors.embedding}.weight`, [config.vocabulary, hidden])
  const finalNorm = shelf.tensor(`${architecture.tensors.finalNorm}.weight`, [hidden])
  const head = readHead(config, shelf, embedding)
  return { config, embedding, layers, finalNorm, head, bytes: shelf.finish() }
}

/** Without a word from the configuration the presence of the tensor decides. */
function readHead(config: ModelConfig, shelf: Shelf, embedding: StoredTensor): Linear {
  const name = config.architecture.tensors.head
  const present = shelf.has(`${name}.weight`)
  if (!present && config.tied !== 'no') return { weight: embedding }
  const head = shelf.linear(name, [config.vocabulary, config.hidden])
  // Some tied checkpoints carry a copy of the embedding; one that differs has two readings.
  if (config.tied === 'yes' && !sameBytes(head.weight, embedding)) {
    throw new Error(
      `${head.weight.file}: ${name}.weight differs from ${embedding.name}, but config.json sets tie_word_embeddings. Remove the tensor or the setting.`,
    )
  }
  return head
}

interface Shelf {
  has: (name: string) => boolean
  tensor: (name: string, shape: readonly number[]) => StoredTensor
  linear: (module: string, shape: readonly [number, number]) => Linear
  /** Checks that everything was taken; returns the bytes. */
  finish: () => number
}

/** Hands out tensors once their shape is checked and remembers which were taken. */
function openShelf(model: ModelPaths, config: ModelConfig): Shelf {
  const { tensors, file } = readWeights(model.base)
  const adapter = model.adapter === undefined ? undefined : readAdapter(model.adapter)
  const taken = new Set<string>()
  const changed = new Set<string>()
  const tensor = (name: string, shape: readonly number[]): StoredTensor => {
    const found = tensors.get(name)
    if (found === undefined)
      throw new Error(`${file}: tensor ${name} is missing; expected shape [${shape.join(', ')}].`)
    requireShape(file, found, shape)
    taken.add(name)
    return found
  }
  const linear = (module: string, [out, into]: readonly [number, number]): Linear => {
    const change = adapter?.changes.get(module)
    if (adapter !== undefined && change !== undefined) {
      requireShape(adapter.file, change.down, [change.down.shape[0] ?? 0, into])
      requireShape(adapter.file, change.up, [out, change.up.shape[1] ?? 0])
      changed.add(module)
    }
    return {
      weight: tensor(`${module}.weight`, [out, into]),
      ...(tensors.has(`${module}.bias`) && { bias: tensor(`${module}.bias`, [out]) }),
      ...(change !== undefined && { change }),
    }
  }
  const finish = (): number => {
    for (const name of tensors.keys()) {
      if (taken.has(name) || config.architecture.ignored.test(name)) continue
      throw new Error(
        `${file}: tensor ${name} has no place in a ${config.architecture.modelType} model; it would be ignored, and the scores would be another model's.`,
      )
    }
    if (adapter !== undefined) checkAdapter(adapter, changed, tensors)
    const changes = [...(adapter?.changes.values() ?? [])].flatMap(({ down, up }) => [down, up])
    return [...tensors.values(), ...changes].reduce((sum, { length }) => sum + length, 0)
  }
  return { has: (name) => tensors.has(name), tensor, linear, finish }
}

function checkAdapter(adapter: Adapter, changed: Set<string>, tensors: Map<string, StoredTensor>): void {
  for (const module of adapter.changes.keys()) {
    if (!changed.has(module)) {
      throw new Error(
        `${adapter.file}: module ${module} is not a linear layer of the base model. Check that adapter and base belong together.`,
      )
    }
  }
  for (const name of tensors.keys()) {
    const module = name.replace(/\.weight$/, '')
    if (!adapter.targets.some((target) => module === target || module.endsWith(`.${target}`))) continue
    if (!changed.has(module)) {
      throw new Error(
        `${adapter.file}: the tensors of ${module} are missing; adapter_config.json names it among target_modules.`,
      )
    }
  }
}

function requireShape(file: string, found: StoredTensor, shape: readonly number[]): void {
  if (found.shape.length === shape.length && found.shape.every((n, i) => n === shape[i])) return
  throw new Error(
    `${file}: tensor ${found.name} has shape [${found.shape.join(', ')}]; the configuration asks for [${shape.join(', ')}].`,
  )
}

function readWeights(folder: string): { tensors: Map<string, StoredTensor>; file: string } {
  const single = join(folder, 'model.safetensors')
  const index = `${single}.index.json`
  if (existsSync(single) || !existsSync(index)) return { tensors: readSafetensors(single), file: single }
  const map = readJson(index).object('weight_map')
  if (map === undefined) throw new Error(`${index}: weight_map is missing: expected the file of every tensor.`)
  const shards = new Set(map.keys().map((name) => String(map.value(name))))
  const tensors = new Map([...shards].flatMap((shard) => [...readSafetensors(join(folder, shard))]))
  const lost = map.keys().find((name) => !tensors.has(name))
  if (lost !== undefined) throw new Error(`${index}: tensor ${lost} is in none of the files it names.`)
  return { tensors, file: index }
}

function requireFolder(path: string, expected: string): void {
  if (!existsSync(path)) throw new Error(`${path} is missing: expected ${expected}. Check the path in the study file.`)
  if (!statSync(path).isDirectory()) throw new Error(`${path} is a file: expected ${expected}.`)
}
