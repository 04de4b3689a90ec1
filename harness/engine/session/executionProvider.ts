import type { InferenceSession } from 'onnxruntime-node'
import type { DeviceName } from './device.ts'
import type { Graph } from '../graph/graph.ts'
import { nodeName } from '../graph/onnxModel.ts'

/** A provider as a session takes it, without the nodes of some types, which the CPU runs. */
export function executionProvider(
  graph: Graph,
  provider: DeviceName,
  keptOnCpu: readonly string[],
): InferenceSession.ExecutionProviderConfig {
  const forceCpuNodeNames = nodesOf(graph, keptOnCpu)
  if (forceCpuNodeNames.length === 0) return provider
  const config = { name: provider, forceCpuNodeNames }
  return config
}

/** Names of nodes, of those in bodies too. */
function nodesOf({ nodes }: Graph, types: readonly string[]): string[] {
  return nodes.flatMap(({ type, outputs, attributes }) => [
    ...(types.includes(type) ? [nodeName(outputs)] : []),
    ...Object.values(attributes).flatMap((value) =>
      typeof value === 'object' && 'nodes' in value ? nodesOf(value, types) : [],
    ),
  ])
}
