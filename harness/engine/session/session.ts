import { InferenceSession, Tensor } from 'onnxruntime-node'
import type { DeviceName } from './device.ts'
import { executionProvider } from './executionProvider.ts'
import type { Graph } from '../graph/graph.ts'
import { encodeModel } from '../graph/onnxModel.ts'
import type { NodePlaces } from './placement.ts'
import { profileFirstRun } from './profile.ts'

/** A graph that is ready to run. */
export interface Session {
  /** Runs the graph once and returns the named outputs. It blocks its process while it computes. */
  run: (inputs: Record<string, Values>, outputs: readonly string[]) => Promise<Record<string, Values>>
  release: () => Promise<void>
}

/** A tensor: its elements row by row, and its shape. */
export interface Values {
  data: Float32Array | Int32Array
  shape: readonly number[]
  /** Nobody reads it after the run that it is given to. */
  once?: boolean
}

/** Where a session runs. */
export interface Place {
  provider: DeviceName
  /** Operators that the CPU runs although the provider has them. */
  keptOnCpu?: readonly string[]
  /** Learns after the first run which nodes ran on the provider. */
  onPlaced?: (nodes: NodePlaces) => void
}

/** Loads a graph; its stored tensors are mapped from their files, nothing is copied or written. */
export async function openSession(
  graph: Graph,
  threads: number,
  { provider, keptOnCpu = [], onPlaced }: Place = { provider: 'cpu' },
): Promise<Session> {
  const profile = onPlaced === undefined ? undefined : profileFirstRun(onPlaced)
  const session = await InferenceSession.create(encodeModel(graph), {
    executionProviders: [executionProvider(graph, provider, keptOnCpu)],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    // Below 3 it warns on every run about shapes it inferred itself.
    logSeverityLevel: 3,
    extra: { session: { model_external_initializers_file_folder_path: '/' } },
    ...profile?.options,
  })
  return {
    run: async (inputs, outputs) => {
      const feeds = Object.entries(inputs).map(([name, { data, shape }]) => [name, tensor(data, shape)] as const)
      const results = await session.run(Object.fromEntries(feeds), [...outputs])
      profile?.finish(session)
      return Object.fromEntries(Object.entries(results).map(([name, value]) => [name, values(name, value)]))
    },
    release: async () => {
      profile?.finish(session)
      await session.release()
    },
  }
}

function tensor(data: Float32Array | Int32Array, shape: readonly number[]): Tensor {
  return data instanceof Float32Array ? new Tensor('float32', data, shape) : new Tensor('int32', data, shape)
}

function values(name: string, { data, dims }: { data: unknown; dims: readonly number[] }): Values {
  if (data instanceof Float32Array || data instanceof Int32Array) return { data, shape: dims }
  throw new Error(`the graph's output ${name} is neither float32 nor int32`)
}
