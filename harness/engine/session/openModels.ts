import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { readCheckpoint } from '../checkpoint/checkpoint.ts'
import { devices } from './device.ts'
import type { ModelPaths } from '../engine.ts'
import { evicted } from './eviction.ts'
import type { InHalves } from './layerCut.ts'
import { loadModel } from './loadedModel.ts'
import type { LoadedModel, LoadOptions, OwnSessions } from './loadedModel.ts'
import { availableMemory, neededMemory, requireMemory } from './memory.ts'
import type { ModelConfig } from '../checkpoint/modelConfig.ts'
import { runBudget } from './runMemory.ts'
import type { Session } from './session.ts'
import { createTurns } from './turns.ts'

/** Models that stay loaded, the most recently used within a budget of bytes of weights. */
export interface OpenModels {
  /**
   * Runs work on a model, loading it if need be. One work at a time: the next waits, so that no model is released under another's hands. But where a model
   * is scored in two halves, two works that are `beside` others may be under way, so that one's packs fill the waits between the other's.
   */
  use: <T>(model: ModelPaths, work: (open: OpenModel) => Promise<T>, place?: 'alone' | 'beside') => Promise<T>
  /**
   * Takes steps that load graphs of a model ahead of its turn, while another thread computes. Throws where what is waited for leaves it no room in
   * the budget, or where what is under way could need the memory.
   */
  load: (model: ModelPaths, steps: readonly LoadStep[], beside: Beside) => Promise<void>
  /** The models that have sessions of their own. */
  held: () => ModelPaths[]
  /** Releases every model; what is used later is loaded anew. */
  close: () => Promise<void>
}

/** Opens a session, or both halves of one. */
export type LoadStep = (open: OpenModel) => Promise<unknown>

/** What a load ahead leaves room for. */
export interface Beside {
  /** Models that requests wait for. */
  waitedFor: readonly ModelPaths[]
  /** What other threads compute with, and how many sessions they may still open for it. */
  underWay: readonly { model: ModelPaths; sessions: number }[]
}

/** A checked model. Each graph of it is built and loaded when it is first asked for. */
export interface OpenModel {
  config: ModelConfig
  /** Most tokens in a pack, once memory was too short for more. */
  lowered: { limit: number }
  /** Whether it is scored with the graphs that are for large models. */
  large: boolean
  /** If it is scored in two. */
  halves?: InHalves
  /** A graph of it in this thread, or in that of a half. */
  session: OwnSessions['session']
}

type Options = Pick<LoadOptions, 'threads' | 'mergeBelow'> &
  Partial<LoadOptions> & {
    /** Bytes of weights that stay loaded, each counted once; the model in use stays, however large. */
    budget: number
    /** Bytes of memory that can be had now. */
    available?: () => number
  }

/** How a model is loaded. */
interface Terms {
  /** Ahead of its turn it must leave what is spared room in the budget. */
  ahead: boolean
  spared: readonly LoadedModel[]
  /** Bytes of memory to leave free. */
  reserve: number
  /** Whether adapters will be fed to it. A base that was loaded without is loaded again, and stays so. */
  hosts?: boolean
}

export function createOpenModels({ budget, available = availableMemory, ...options }: Options): OpenModels {
  const loading = { devices, onPlacement: () => undefined, largeFrom: Infinity, ...options }
  // A Map remembers insertion order: its first entry is the one not used for longest.
  const entries = new Map<string, LoadedModel>()
  const inTurn = createTurns(2)
  const shrink = async (room: number, spared: readonly LoadedModel[] = []): Promise<void> => {
    const gone = evicted([...entries.values()], room, spared)
    for (const [key, entry] of [...entries]) {
      if (!gone.includes(entry)) continue
      entries.delete(key)
      if (entry.kind === 'own sessions') await entry.release()
    }
  }
  const loadedAs = (model: ModelPaths): LoadedModel[] => {
    const entry = entries.get(identity(model))
    return entry === undefined ? [] : [entry]
  }
  /** What is loaded of a model: its own sessions, or what it feeds and those of its base. */
  const neededFor = (model: ModelPaths): LoadedModel[] => {
    const { adapter, ...base } = model
    const own = loadedAs(model)
    return adapter === undefined || own.some(({ kind }) => kind === 'own sessions') ? own : [...own, ...loadedAs(base)]
  }
  const claim = async (model: ModelPaths, { ahead, spared, reserve, hosts }: Terms): Promise<LoadedModel> => {
    const key = identity(model)
    const known = entries.get(key)
    const replaced = hosts === true && known?.kind === 'own sessions' && !known.hosts ? known : undefined
    const entry = known === undefined || known === replaced ? loadModel(model, loading, hosts) : known
    if (entry !== known) {
      const name = model.adapter ?? model.base
      const room = budget - entry.bytes
      const others = spared.filter((loaded) => loaded !== replaced)
      if (ahead && ownBytes(others) > Math.max(room, 0)) throw new Error(`${name}: what is waited for leaves no room`)
      entries.delete(key)
      await replaced?.release()
      const free = (): number => available() - reserve
      const kept = [...others, ...(entry.kind === 'guest' ? loadedAs(entry.base) : [])]
      await shrink(room, kept)
      // What else is loaded goes before a model is refused.
      if (neededMemory(entry.bytes) > free()) await shrink(0, kept)
      requireMemory(name, entry.bytes, free())
    }
    entries.delete(key)
    entries.set(key, entry)
    return entry
  }
  /** A model, and that whose sessions it runs in: itself, or its base. */
  const claimBoth = async (model: ModelPaths, terms: Terms): Promise<{ entry: LoadedModel; host: OwnSessions }> => {
    const entry = await claim(model, terms)
    if (entry.kind === 'own sessions') return { entry, host: entry }
    const host = await claim(entry.base, { ...terms, spared: [...terms.spared, entry], hosts: true })
    if (host.kind === 'guest') throw new Error(`${model.base} is no base: this is a fault of the engine`)
    return { entry, host }
  }
  return {
    use: (model, work, place = 'alone') =>
      inTurn(
        async (share) => {
          const { entry, host } = await claimBoth(model, { ahead: false, spared: [], reserve: 0 })
          if (host.halves !== undefined) share()
          return work(opened(host, entry))
        },
        place === 'beside' ? () => identity(model) : undefined,
      ),
    load: (model, steps, { waitedFor, underWay }) =>
      inTurn(async () => {
        const spared = waitedFor.flatMap(neededFor)
        const reserve =
          runBudget + underWay.reduce((sum, { model, sessions }) => sum + sessions * sessionBytes(model), 0)
        const { entry, host } = await claimBoth(model, { ahead: true, spared, reserve })
        for (const step of steps) {
          requireMemory(model.base, host.bytes, available() - reserve)
          await step(opened(host, entry))
        }
      }),
    held: () => [...entries.values()].flatMap((entry) => (entry.kind === 'own sessions' ? [entry.model] : [])),
    close: () => inTurn(() => shrink(-1)),
  }
}

/** A model as its requests see it: with what it feeds to the sessions of its host. */
function opened({ session, ...host }: OwnSessions, entry: LoadedModel): OpenModel {
  return { ...host, session: async (...which) => feeding(await session(...which), entry) }
}

/** The session with inputs that every run of it gets besides its own. */
function feeding(session: Session, { inputs }: LoadedModel): Session {
  return { ...session, run: (others, outputs) => session.run({ ...inputs, ...others }, outputs) }
}

function ownBytes(models: readonly LoadedModel[]): number {
  return [...new Set(models)].reduce((sum, { kind, bytes }) => (kind === 'own sessions' ? sum + bytes : sum), 0)
}

/** Bytes of memory that one session of a model takes. */
function sessionBytes(model: ModelPaths): number {
  return neededMemory(readCheckpoint(model).bytes)
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
