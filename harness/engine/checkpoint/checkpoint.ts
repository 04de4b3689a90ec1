import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { LowRank } from './adapter.ts'
import type { Biased } from './architecture.ts'
import type { ModelPaths } from '../engine.ts'
import { readModelConfig } from './modelConfig.ts'
import type { ModelConfig } from './modelConfig.ts'
import { sameBytes } from './safetensors.ts'
import type { StoredTensor } from './safetensors.ts'
import { openShelf } from './shelf.ts'
import type { Shelf } from './shelf.ts'

/** A model ready to become a graph: every tensor named, its shape checked, nothing left over and nothing read yet. */
export interface Checkpoint {
  config: ModelConfig
  /** [vocabulary, hidden] */
  embedding: StoredTensor
  /** [positions, hidden], where positions are learned. */
  positions?: StoredTensor
  layers: Layer[]
  finalNorm: Norm
  head: Linear
  /** Count of numbers in the base's tensors. */
  parameters: number
  /** Bytes of all tensors as float32, adapter included. */
  bytes: number
}

/** A norm that is absent is not there. */
export interface Layer {
  attentionNorm?: Norm
  query: Linear
  key: Linear
  value: Linear
  queryNorm?: Norm
  keyNorm?: Norm
  output: Linear
  attentionPostNorm?: Norm
  mlpNorm?: Norm
  /** Without it the MLP is `down(activation(up(x)))`, with it `down(activation(gate(x)) * up(x))`. */
  gate?: Linear
  up: Linear
  down: Linear
  mlpPostNorm?: Norm
}

/** Both of the normed width. */
export interface Norm {
  gain: StoredTensor
  bias?: StoredTensor
}

/** `x @ (weight + change)^T + bias`, with `weight` [out, in] and `bias` [out]. */
export interface Linear {
  weight: StoredTensor
  /** The weight lies as [in, out]. */
  transposed?: boolean
  bias?: StoredTensor
  change?: LowRank
  /** Names the inputs `down.<slot>` [r, in] and `up.<slot>` [out, r] of a graph that takes its changes while it runs: adds `x @ down^T @ up^T`. */
  slot?: string
  /** Which outputs count, where several layers lie in one matrix. */
  part?: Part
}

/** Of `groups` runs of `size` outputs each, those from `start` to before `end` of every run. */
export interface Part {
  groups: number
  size: number
  start: number
  end: number
}

/** Reads the headers of a base model and of its adapter. Missing, misshapen and unknown tensors are refused by name. */
export function readCheckpoint(model: ModelPaths): Checkpoint {
  requireFolder(model.base, 'a model folder in Hugging Face layout')
  if (model.adapter !== undefined) requireFolder(model.adapter, 'an adapter folder in PEFT layout')
  const config = readModelConfig(join(model.base, 'config.json'))
  const { architecture, hidden, vocabulary } = config
  const { tensors } = architecture
  const shelf = openShelf(model, architecture)
  const layers = Array.from({ length: config.layers }, (_, l) => readLayer(shelf, config, tensors.layer(l)))
  const embedding = shelf.tensor(`${tensors.embedding}.weight`, [vocabulary, hidden])
  const positions =
    tensors.positions === undefined
      ? {}
      : { positions: shelf.tensor(`${tensors.positions}.weight`, [config.positions, hidden]) }
  const finalNorm = readNorm(shelf, config, tensors.finalNorm, hidden)
  const head = readHead(config, shelf, embedding)
  return { config, embedding, ...positions, layers, finalNorm, head, ...shelf.finish() }
}

function readLayer(shelf: Shelf, config: ModelConfig, prefix: string): Layer {
  const { architecture, hidden, intermediate, heads, kvHeads, headDim } = config
  const names = architecture.layer
  const { transposed } = architecture
  const linear = (part: Biased, name: string, out: number, into: number): Linear =>
    shelf.linear(prefix + name, [out, into], { transposed, bias: config.biases[part] })
  const norm = <Name extends NormName>(name: Name, width = hidden): Partial<Record<Name, Norm>> => {
    const found = names[name]
    if (found === undefined) return {}
    return { [name]: readNorm(shelf, config, prefix + found, width) } as Partial<Record<Name, Norm>>
  }
  const packed = (part: Biased, name: string, widths: readonly number[], groups: number): Linear[] => {
    const size = widths.reduce((sum, width) => sum + width, 0) / groups
    const whole = linear(part, name, size * groups, hidden)
    let end = 0
    return widths.map((width) => {
      const start = end
      end += width / groups
      return { ...whole, part: { groups, size, start, end } }
    })
  }
  const widths = [heads * headDim, kvHeads * headDim, kvHeads * headDim]
  const joint = names.queryKeyValue
  const [query, key, value] =
    'packed' in joint
      ? packed('queryKeyValue', joint.packed, widths, joint.order === 'heads' ? heads : 1)
      : joint.map((name, i) => linear('queryKeyValue', name, widths[i] ?? 0, hidden))
  const [up, gate] =
    typeof names.mlp === 'string'
      ? [linear('mlp', names.mlp, intermediate, hidden)]
      : 'packed' in names.mlp
        ? packed('mlp', names.mlp.packed, [intermediate, intermediate], 1).toReversed()
        : names.mlp.map((name) => linear('mlp', name, intermediate, hidden)).toReversed()
  if (query === undefined || key === undefined || value === undefined || up === undefined)
    throw new Error(`the table of ${architecture.modelType} names too few matrices: this is a fault of the engine`)
  const [queryWidth, keyWidth] = architecture.queryKeyNorm === 'head' ? [headDim, headDim] : widths
  return {
    ...norm('attentionNorm'),
    query,
    key,
    value,
    ...norm('queryNorm', queryWidth),
    ...norm('keyNorm', keyWidth),
    output: linear('output', names.output, hidden, heads * headDim),
    ...norm('attentionPostNorm'),
    ...norm('mlpNorm'),
    ...(gate !== undefined && { gate }),
    up,
    down: linear('mlp', names.down, hidden, intermediate),
    ...norm('mlpPostNorm'),
  }
}

type NormName = 'attentionNorm' | 'queryNorm' | 'keyNorm' | 'attentionPostNorm' | 'mlpNorm' | 'mlpPostNorm'

function readNorm(shelf: Shelf, { architecture }: ModelConfig, name: string, width: number): Norm {
  const gain = shelf.tensor(`${name}.weight`, [width])
  return architecture.norm === 'rms' ? { gain } : { gain, bias: shelf.tensor(`${name}.bias`, [width]) }
}

/** Without a word from the configuration the presence of the tensor decides. */
function readHead(config: ModelConfig, shelf: Shelf, embedding: StoredTensor): Linear {
  const name = config.architecture.tensors.head
  const present = shelf.has(`${name}.weight`)
  if (!present && config.tied !== 'no') return { weight: embedding }
  const bias = { present: false, because: 'no head has one' }
  const head = shelf.linear(name, [config.vocabulary, config.hidden], { transposed: false, bias })
  // Some tied checkpoints carry a copy of the embedding; one that differs has two readings.
  if (config.tied === 'yes' && !sameBytes(head.weight, embedding)) {
    throw new Error(
      `${head.weight.file}: ${name}.weight differs from ${embedding.name}, but config.json sets tie_word_embeddings. Remove the tensor or the setting.`,
    )
  }
  return head
}

function requireFolder(path: string, expected: string): void {
  if (!existsSync(path)) throw new Error(`${path} is missing: expected ${expected}. Check the path in the study file.`)
  if (!statSync(path).isDirectory()) throw new Error(`${path} is a file: expected ${expected}.`)
}
