import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { devices } from './device.ts'
import type { ModelPaths } from './engine.ts'
import { loadModel } from './loadedModel.ts'
import type { BuildGraph, Guest, LoadedModel, LoadOptions } from './loadedModel.ts'
import { availableMemory, neededMemory, requireMemory } from './memory.ts'
import type { ModelConfig } from './modelConfig.ts'
import type { Session } from './session.ts'

/** Models that stay loaded, the most recently used within a budget of bytes of weights. */
export interface OpenModels {
  /** Runs work on a model, loading it if need be. One work at a time: the next waits, so that no model is released under another's hands. */
  use: <T>(model: ModelPaths, work: (open: OpenModel) => Promise<T>) => Promise<T>
  close: () => Promise<void>
}

/** A checked model. Each graph of it is built and loaded when it is first asked for. */
export interface OpenModel {
  config: ModelConfig
  /** Most tokens in a pack, once memory was too short for more. */
  lowered: { limit: number }
  session: (build: BuildGraph) => Promise<Session>
}

type Options = Pick<LoadOptions, 'threads' | 'mergeBelow'> &
  Partial<LoadOptions> & {
    /** Bytes of weights that stay loaded, each counted once; the model in use stays, however large. */
    budget: number
    /** Bytes of memory that can be had now. */
    available?: () => number
  }

export function createOpenModels({ budget, available = availableMemory, ...options }: Options): OpenModels {
  const loading = { devices, onPlacement: () => undefined, ...options }
  // A Map remembers insertion order: its first entry is the one not used for longest.
  const entries = new Map<string, LoadedModel>()
  let tail: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = tail.then(work)
    tail = result.catch(() => undefined)
    return result
  }
  const shrink = async (room: number, spared: readonly (LoadedModel | undefined)[] = []): Promise<void> => {
    let used = [...entries.values()].reduce((sum, { bytes }) => sum + bytes, 0)
    for (const [key, entry] of [...entries]) {
      if (used <= room) return
      if (spared.includes(entry)) continue
      entries.delete(key)
      used -= entry.bytes
      if (entry.kind === 'own sessions') await entry.release()
    }
  }
  const claim = async (model: ModelPaths, guest?: Guest): Promise<LoadedModel> => {
    const key = identity(model)
    const known = entries.get(key)
    const entry = known ?? loadModel(model, loading)
    const host = entry.kind === 'guest' ? entries.get(identity(entry.base)) : undefined
    entries.delete(key)
    if (known === undefined) {
      await shrink(budget - entry.bytes, [host, guest])
      // What else is loaded goes before a model is refused.
      if (neededMemory(entry.bytes) > available()) await shrink(0, [host, guest])
      requireMemory(model.adapter ?? model.base, entry.bytes, available())
    }
    entries.set(key, entry)
    return entry
  }
  return {
    use: (model, work) =>
      inTurn(async () => {
        const entry = await claim(model)
        const host = entry.kind === 'guest' ? await claim(entry.base, entry) : entry
        if (host.kind === 'guest') throw new Error(`${model.base} is no base: this is a fault of the engine`)
        const session = async (build: BuildGraph): Promise<Session> => feeding(await host.session(build), entry)
        return work({ config: host.config, lowered: host.lowered, session })
      }),
    close: () => inTurn(() => shrink(-1)),
  }
}

/** The session with inputs that every run of it gets besides its own. */
function feeding(session: Session, { inputs }: LoadedModel): Session {
  return { ...session, run: (others, outputs) => session.run({ ...inputs, ...others }, outputs) }
}

/** Size and time of every file that decides the numbers: a model that was trained again meanwhile is loaded again. */
function identity({ base, adapter, device, precision }: ModelPaths): string {
  const names = existsSync(base) ? readdirSync(base) : []
  const decisive = names.filter((name) => name === 'config.json' || /\.safetensors(\.index\.json)?$/.test(name)).sort()
  const files = decisive.map((name) => join(base, name))
  if (adapter !== undefined)
    files.push(join(adapter, 'adapter_config.json'), join(adapter, 'adapter_model.safetensors'))
  const stamps = files.map((file) => {
    const found = statSync(file, { throwIfNoEntry: false })
    return found === undefined ? 'missing' : `${found.size} ${found.mtimeMs}`
  })
  return JSON.stringify([base, adapter, device, precision, ...files, ...stamps])
}
