import { adapterHost, adapterInputs } from './adapterInputs.ts'
import { readCheckpoint } from '../checkpoint/checkpoint.ts'
import type { Checkpoint } from '../checkpoint/checkpoint.ts'
import type { Devices } from './device.ts'
import type { ModelPaths } from '../engine.ts'
import type { Graph, OperatorSet } from '../graph/graph.ts'
import { inHalfPrecision } from '../graph/halfPrecision.ts'
import type { ModelConfig } from '../checkpoint/modelConfig.ts'
import { cutLayers } from './layerCut.ts'
import type { Half, InHalves, LayerCut } from './layerCut.ts'
import { createLanes } from './lanes.ts'
import type { NodePlaces, Placement } from './placement.ts'
import { openSession } from './session.ts'
import type { Session, Values } from './session.ts'
import { startSessionThread } from './sessionThread.ts'
import type { SessionThread } from './sessionThread.ts'

/** What stays loaded: a model with its sessions, or an adapter that is fed to each run of its base's. */
export type LoadedModel = OwnSessions | Guest

export interface OwnSessions {
  kind: 'own sessions'
  model: ModelPaths
  config: ModelConfig
  /** Whether adapters can be fed to its sessions. */
  hosts: boolean
  /** What its own runs feed to them then: changes of nothing. */
  inputs: Inputs
  /** Whether it is scored with the graphs that are for large models. */
  large: boolean
  /** If it is scored in two. */
  halves?: InHalves
  /** A graph in this thread, or in that of a half. */
  session: (build: BuildGraph, half?: Half) => Promise<Session>
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
  /** Bytes of weights as float32 from which a model is large. */
  largeFrom: number
  devices: Devices
  onPlacement: (placement: Placement) => void
}

/**
 * Reads a model. Which adapters are merged is a rule of the model alone: what is fed costs each run a few percent, what is merged a copy of its base. A base
 * `hosts` those that are fed only if it is told to, since its own runs pay too: the same digits, 0.97 times as fast.
 */
export function loadModel(paths: ModelPaths, options: LoadOptions, hosts = false): LoadedModel {
  const { adapter, ...base } = paths
  const model = readCheckpoint(paths)
  // What is fed to another device crosses to it with every run.
  const elsewhere = (paths.device ?? 'cpu') !== 'cpu' || (paths.precision ?? 'float32') !== 'float32'
  const merges = elsewhere || model.parameters < options.mergeBelow || model.head.change !== undefined
  if (merges || (adapter === undefined && !hosts)) return ownSessions(model, paths, undefined, options)
  const inputs = adapterInputs(model)
  if (adapter === undefined) return ownSessions(adapterHost(model), paths, inputs, options)
  const bytes = Object.values(inputs).reduce((sum, { data }) => sum + data.byteLength, 0)
  return { kind: 'guest', base, inputs, bytes }
}

function ownSessions(
  checkpoint: Checkpoint,
  model: ModelPaths,
  inputs: Inputs | undefined,
  { threads, largeFrom, devices, onPlacement }: LoadOptions,
): OwnSessions {
  const { device = 'cpu', precision = 'float32' } = model
  const { provider, operators, keptOnCpu } = devices[device]
  const plain = provider === 'cpu' && precision === 'float32'
  const large = plain && checkpoint.bytes >= largeFrom
  const inHalves = large && threads > 1 && checkpoint.config.layers > 1
  const threadCounts = { lower: Math.ceil(threads / 2), upper: Math.floor(threads / 2) }
  const layers = inHalves ? cutLayers(checkpoint.config, threadCounts) : undefined
  const sessions = {
    here: new Map<BuildGraph, Opening>(),
    lower: new Map<BuildGraph, Opening>(),
    upper: new Map<BuildGraph, Opening>(),
  }
  const own = new Map<Half, SessionThread>()
  const threadOf = (half: Half): SessionThread => {
    const thread = own.get(half) ?? startSessionThread()
    own.set(half, thread)
    return thread
  }
  const open = (build: BuildGraph, half: Half | undefined): Promise<Session> => {
    const graph = build(checkpoint, operators)
    if (half !== undefined) return threadOf(half).open(graph, threadCounts[half])
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
    hosts: inputs !== undefined,
    inputs: inputs ?? {},
    large,
    ...(layers !== undefined && { halves: { layers, lanes: createLanes(2) } }),
    session: (build, half) => {
      const known = sessions[half ?? 'here']
      const session = known.get(build) ?? open(build, half)
      known.set(build, session)
      // What failed for want of memory may have it next time.
      session.catch(() => known.delete(build))
      return session
    },
    lowered: { limit: Infinity },
    bytes: checkpoint.bytes + (layers === undefined ? 0 : sharedBytes(checkpoint, layers)),
    release: async () => {
      for (const session of await Promise.all(sessions.here.values())) await session.release()
      // A thread that ends would leave its sessions' memory behind.
      for (const half of ['lower', 'upper'] as const) {
        for (const session of await Promise.all(sessions[half].values())) await session.release()
        await own.get(half)?.close()
      }
    },
  }
}

type Opening = Promise<Session>

/** Of what both halves have, at most: the layers in the middle and the head. */
function sharedBytes({ bytes, config }: Checkpoint, { middle }: LayerCut): number {
  const layers = middle === undefined ? 0 : middle.end - middle.begin
  return (bytes * layers) / config.layers + 4 * config.vocabulary * config.hidden
}
