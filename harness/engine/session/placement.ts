import type { DeviceName, Precision } from './device.ts'

/** Which nodes of a graph ran where, in its first run on a device that is not the CPU. */
export interface Placement {
  device: DeviceName
  precision: Precision
  /** The function that built the graph. */
  graph: string
  nodes: NodePlaces
}

/** Counts of nodes. */
export interface NodePlaces {
  /** Nodes that the device ran. */
  onDevice: number
  /** Nodes that were left to the CPU, by operator: those that read or write floats, and those that only count rows and places. */
  onCpu: { computing: Record<string, number>; counting: Record<string, number> }
}

/** On which the threads of an engine process tell it. */
export const placementChannel = 'kshot placements'

/** Reads a profile of onnxruntime, [events]; a node counts once, however often it ran. Copies between the two are no nodes of the graph. */
export function readPlacement(profile: unknown): NodePlaces {
  const placement: NodePlaces = { onDevice: 0, onCpu: { computing: {}, counting: {} } }
  const seen = new Set<unknown>()
  for (const event of Array.isArray(profile) ? (profile as unknown[]) : []) {
    if (!isNodeEvent(event) || seen.has(event.name) || event.args.op_name.startsWith('Memcpy')) continue
    seen.add(event.name)
    if (event.args.provider !== 'CPUExecutionProvider') {
      placement.onDevice += 1
      continue
    }
    const { input_type_shape: read = [], output_type_shape: written = [] } = event.args
    const counts = placement.onCpu[[...read, ...written].some(holdsFloats) ? 'computing' : 'counting']
    counts[event.args.op_name] = (counts[event.args.op_name] ?? 0) + 1
  }
  return placement
}

interface NodeEvent {
  name: string
  args: { provider: string; op_name: string; input_type_shape?: TypeShape[]; output_type_shape?: TypeShape[] }
}

/** One tensor: its type as key, its shape as value. */
type TypeShape = Record<string, number[]>

function isNodeEvent(event: unknown): event is NodeEvent {
  if (typeof event !== 'object' || event === null || !('cat' in event) || event.cat !== 'Node') return false
  return 'args' in event && typeof event.args === 'object' && event.args !== null && 'provider' in event.args
}

/** A cache of no columns has a type of floats and holds none. */
function holdsFloats(tensor: TypeShape): boolean {
  return Object.entries(tensor).some(([type, shape]) => /^(b?float|double)/.test(type) && !shape.includes(0))
}
