import { readAdapter } from './adapter.ts'
import type { Adapter } from './adapter.ts'
import type { Architecture } from './architecture.ts'
import type { Checkpoint, Linear } from './checkpoint.ts'
import type { ModelPaths } from '../engine.ts'
import type { Bias } from './modelConfig.ts'
import type { StoredTensor } from './safetensors.ts'
import { readWeights } from './weightFiles.ts'

/** Hands out the tensors of a model and its adapter once their shapes are checked, and remembers which were taken. */
export interface Shelf {
  has: (name: string) => boolean
  tensor: (name: string, shape: readonly number[]) => StoredTensor
  /** The layer of a module whose weight is [out, in]. */
  linear: (module: string, shape: readonly [out: number, into: number], form: LinearForm) => Linear
  /** Checks that everything was taken. */
  finish: () => Pick<Checkpoint, 'parameters' | 'bytes'>
}

interface LinearForm {
  /** The weight lies as [in, out]. */
  transposed: boolean
  bias: Bias
}

export function openShelf(model: ModelPaths, architecture: Architecture): Shelf {
  const { tensors, file } = readWeights(model.base, architecture)
  const adapter = model.adapter === undefined ? undefined : readAdapter(model.adapter)
  const taken = new Set<string>()
  const changed = new Set<string>()
  const tensor: Shelf['tensor'] = (name, shape) => {
    const found = tensors.get(name)
    if (found === undefined)
      throw new Error(`${file}: tensor ${name} is missing; expected shape [${shape.join(', ')}].`)
    requireShape(file, found, shape)
    taken.add(name)
    return found
  }
  const linear: Shelf['linear'] = (module, [out, into], { transposed, bias }) => {
    const change = adapter?.changes.get(module)
    if (adapter !== undefined && change !== undefined) {
      requireShape(adapter.file, change.down, [change.down.shape[0] ?? 0, into])
      requireShape(adapter.file, change.up, [out, change.up.shape[1] ?? 0])
      changed.add(module)
    }
    requireBias(file, `${module}.bias`, tensors.has(`${module}.bias`), bias)
    return {
      weight: tensor(`${module}.weight`, transposed ? [into, out] : [out, into]),
      ...(transposed && { transposed }),
      ...(bias.present && { bias: tensor(`${module}.bias`, [out]) }),
      ...(change !== undefined && { change }),
    }
  }
  const finish: Shelf['finish'] = () => {
    for (const name of tensors.keys()) {
      if (taken.has(name)) continue
      throw new Error(
        `${file}: tensor ${name} has no place in a ${architecture.modelType} model; it would be ignored, and the scores would be another model's.`,
      )
    }
    if (adapter !== undefined) checkAdapter(adapter, changed, tensors)
    const changes = [...(adapter?.changes.values() ?? [])].flatMap(({ down, up }) => [down, up])
    const count = (those: Iterable<StoredTensor>): number =>
      [...those].reduce((sum, { shape }) => sum + shape.reduce((product, n) => product * n, 1), 0)
    const parameters = count(tensors.values())
    return { parameters, bytes: 4 * (parameters + count(changes)) }
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

function requireBias(file: string, name: string, found: boolean, { present, because }: Bias): void {
  if (found === present) return
  throw new Error(
    present
      ? `${file}: tensor ${name} is missing: ${because}. Copy the weights again, or correct the setting.`
      : `${file}: tensor ${name} would be ignored, and the scores would be another model's: ${because}. Correct the setting, or remove the tensor.`,
  )
}

function requireShape(file: string, found: StoredTensor, shape: readonly number[]): void {
  if (found.shape.length === shape.length && found.shape.every((n, i) => n === shape[i])) return
  throw new Error(
    `${file}: tensor ${found.name} has shape [${found.shape.join(', ')}]; the configuration asks for [${shape.join(', ')}].`,
  )
}
