import type { Checkpoint, Layer, Linear, Part } from '../checkpoint/checkpoint.ts'
import { readFloats } from '../checkpoint/safetensors.ts'
import type { Values } from './session.ts'

/** The linear layers that an adapter may change while a graph runs. */
const open = ['query', 'key', 'value', 'output', 'gate', 'up', 'down'] as const

/** A base as the host of its adapters: each linear layer below the head takes its change, if any, from inputs of the graph. */
export function adapterHost(model: Checkpoint): Checkpoint {
  const layers = model.layers.map((layer, l): Layer => {
    const changes = open.flatMap((name) => {
      const linear = layer[name]
      if (linear === undefined) return []
      return [[name, { ...linear, slot: `${l}.${name}` }] as const]
    })
    return { ...layer, ...Object.fromEntries(changes) }
  })
  return { ...model, layers }
}

/** What makes a host the adapted model: `down.<slot>` [r, in] and `up.<slot>` [out, r], scaled; where nothing changes, r is 0. Reads the adapter. */
export function adapterInputs(model: Checkpoint): Record<string, Values> {
  const inputs = model.layers.flatMap((layer, l) =>
    open.flatMap((name) => {
      const linear = layer[name]
      if (linear === undefined) return []
      const { down, up } = lowRank(linear)
      return [[`down.${l}.${name}`, down] as const, [`up.${l}.${name}`, up] as const]
    }),
  )
  return Object.fromEntries(inputs)
}

function lowRank({ weight, transposed, change, part }: Linear): { down: Values; up: Values } {
  const [rows = 0, columns = 0] = weight.shape
  const [all, into] = transposed === true ? [columns, rows] : [rows, columns]
  const whole = part ?? { groups: 1, size: all, start: 0, end: all }
  const out = whole.groups * (whole.end - whole.start)
  const none = new Float32Array(0)
  if (change === undefined) return { down: { data: none, shape: [0, into] }, up: { data: none, shape: [out, 0] } }
  const rank = change.down.shape[0] ?? 0
  const scaled = readFloats(change.up).map((n) => n * change.scale)
  return {
    down: { data: readFloats(change.down), shape: [rank, into] },
    up: { data: rowsOf(scaled, whole, rank), shape: [out, rank] },
  }
}

/** The rows of one layer out of a matrix that holds several. */
function rowsOf(data: Float32Array, { groups, size, start, end }: Part, width: number): Float32Array {
  const rows = new Float32Array(groups * (end - start) * width)
  for (let group = 0; group < groups; group++) {
    const from = group * size
    rows.set(data.subarray((from + start) * width, (from + end) * width), group * (end - start) * width)
  }
  return rows
}
