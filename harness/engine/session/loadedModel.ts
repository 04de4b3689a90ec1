import { adapterHost, adapterInputs } from './adapterInputs.ts'
import { readCheckpoint } from '../checkpoint/checkpoint.ts'
import type { Checkpoint } from '../checkpoint/checkpoint.ts'
import type { Devices } from './device.ts'
import type { ModelPaths } from '../engine.ts'
import type { Graph, OperatorSet } from '../graph/graph.ts'
import { inHalfPrecision } from '../graph/halfPrecision.ts'
import type { ModelConfig } from '../checkpoint/modelConfig.ts'
import type { NodePlaces, Placement } from './placement.ts'
import { openSession } from './session.ts'
import type { Session, Values } from './session.ts'

/** What stays loaded: a model with its sessions, or an adapter that is fed to each run of its base's. */
export type LoadedModel = OwnSessions | Guest

export interface OwnSessions {
  kind: 'own sessions'
  model: ModelPaths
  config: ModelConfig
  /** What its own runs feed to the sessions that it shares with its adapters. */
  inputs: Inputs
  session: (build: BuildGraph) => Promise<Session>
  /** Most tokens in a pack, once memory was too short for more. */
  lowered: { limit: number }
  bytes: number
  release: () => Promise<void>
}

export interface Guest {
  kind: 'guest'
  base: ModelPaths
  inputs: Inputs
  bytes: number
}

type Inputs = Readonly<Record<string, Values>>

export type BuildGraph = (model: Checkpoint, operators: OperatorSet) => Graph

export interface LoadOptions {
  threads: number
  /** Bases of fewer parameters are merged with each adapter; larger ones share their sessions with theirs. */
  mergeBelow: number
  devices: Devices
  onPlacement: (placement: Placement) => void
}

/** Reads a model. Which adapters are merged is a rule of the model alone: what is fed costs each run a few percent, what is merged a copy of its base. */
export function loadModel(paths: ModelPaths, options: LoadOptions): LoadedModel {
  const { adapter, ...base } = paths
  const model = readCheckpoint(paths)
  // What is fed to another device crosses to it with every run.
  const elsewhere = (paths.device ?? 'cpu') !== 'cpu' || (paths.precision ?? 'float32') !== 'float32'
  const merges = elsewhere || model.parameters < options.mergeBelow || model.head.change !== undefined
  if (merges) return ownSessions(model, paths, {}, options)
  const inputs = adapterInputs(model)
  if (adapter === undefined) return ownSessions(adapterHost(model), paths, inputs, options)
  const bytes = Object.values(inputs).reduce((sum, { data }) => sum + data.byteLength, 0)
  return { kind: 'guest', base, inputs, bytes }
}

function ownSessions(
  checkpoint: Checkpoint,
  model: ModelPaths,
  inputs: Inputs,
  { threads, devices, onPlacement }: LoadOptions,
): OwnSessions {
  const { device = 'cpu', precision = 'float32' } = model
  const { provider, operators, keptOnCpu } = devices[device]
  const sessions = new Map<BuildGraph, Promise<Session>>()
  const open = (build: BuildGraph): Promise<Session> => {
    const graph = build(checkpoint, operators)
    const onPlaced = (nodes: NodePlaces): void => {
      onPlacement({ device, precision, graph: build.name, nodes })
    }
    return openSession(precision === 'float16' ? inHalfPrecision(graph) : graph, threads, {
      provider,
      keptOnCpu,
      ...(provider !== 'cpu' && { onPlaced }),
    })
  }
  return {
    kind: 'own sessions',
    model,
    config: checkpoint.config,
    inputs,
    session: (build) => {
      const session = sessions.get(build) ?? open(build)
      sessions.set(build, session)
      // What failed for want of memory may have it next time.
      session.catch(() => sessions.delete(build))
      return session
    },
    lowered: { limit: Infinity },
    bytes: checkpoint.bytes,
    release: async () => {
      for (const session of await Promise.all(sessions.values())) await session.release()
    },
  }
}
