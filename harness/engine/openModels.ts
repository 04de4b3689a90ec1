import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { readCheckpoint } from './checkpoint.ts'
import type { Checkpoint } from './checkpoint.ts'
import { devices as knownDevices } from './device.ts'
import type { Devices } from './device.ts'
import type { ModelPaths } from './engine.ts'
import type { Graph, OperatorSet } from './graph.ts'
import { inHalfPrecision } from './halfPrecision.ts'
import type { ModelConfig } from './modelConfig.ts'
import type { NodePlaces, Placement } from './placement.ts'
import { openSession } from './session.ts'
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
  session: (build: BuildGraph) => Promise<Session>
}

type BuildGraph = (model: Checkpoint, operators: OperatorSet) => Graph

interface Options {
  threads: number
  budget: number
  devices?: Devices
  onPlacement?: (placement: Placement) => void
}

interface Entry {
  open: OpenModel
  bytes: number
  release: () => Promise<void>
}

/** `budget` counts the weights once; the model in use stays, however large. */
export function createOpenModels({
  threads,
  budget,
  devices = knownDevices,
  onPlacement = () => undefined,
}: Options): OpenModels {
  // A Map remembers insertion order: its first entry is the one not used for longest.
  const entries = new Map<string, Entry>()
  let tail: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = tail.then(work)
    tail = result.catch(() => undefined)
    return result
  }
  const shrink = async (room: number): Promise<void> => {
    let used = [...entries.values()].reduce((sum, { bytes }) => sum + bytes, 0)
    for (const [key, entry] of [...entries]) {
      if (used <= room) return
      entries.delete(key)
      used -= entry.bytes
      await entry.release()
    }
  }
  return {
    use: (model, work) =>
      inTurn(async () => {
        const key = identity(model)
        const known = entries.get(key)
        const entry = known ?? loadEntry(model, threads, devices, onPlacement)
        entries.delete(key)
        if (known === undefined) await shrink(budget - entry.bytes)
        entries.set(key, entry)
        return work(entry.open)
      }),
    close: () => inTurn(() => shrink(-1)),
  }
}

function loadEntry(
  model: ModelPaths,
  threads: number,
  devices: Devices,
  onPlacement: (placement: Placement) => void,
): Entry {
  const { device = 'cpu', precision = 'float32' } = model
  const { provider, operators } = devices[device]
  const checkpoint = readCheckpoint(model)
  const sessions = new Map<unknown, Promise<Session>>()
  const open = (build: BuildGraph): Promise<Session> => {
    const graph = build(checkpoint, operators)
    const onPlaced = (nodes: NodePlaces): void => {
      onPlacement({ device, precision, graph: build.name, nodes })
    }
    return openSession(precision === 'float16' ? inHalfPrecision(graph) : graph, threads, {
      provider,
      ...(provider !== 'cpu' && { onPlaced }),
    })
  }
  return {
    open: {
      config: checkpoint.config,
      session: (build) => {
        const session = sessions.get(build) ?? open(build)
        sessions.set(build, session)
        return session
      },
    },
    bytes: checkpoint.bytes,
    release: async () => {
      for (const session of sessions.values()) await (await session).release()
    },
  }
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
