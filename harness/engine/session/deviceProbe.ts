import { InferenceSession, Tensor } from 'onnxruntime-node'
import { devices } from './device.ts'
import type { DeviceName, Precision } from './device.ts'
import { createGraph } from '../graph/graph.ts'
import { inHalfPrecision } from '../graph/halfPrecision.ts'
import { encodeModel } from '../graph/onnxModel.ts'

/**
 * Entry of a process that runs one small graph on a device, given by name and precision, and tells its parent how that went. A process of its own,
 * because a driver that fails may take the whole process with it.
 */
async function main(): Promise<void> {
  const [device, precision] = process.argv.slice(2) as [DeviceName, Precision]
  const g = createGraph(devices[device].operators)
  const rows = g.op('Gather', [g.float([1, 2, 3, 4], [2, 2]), g.input('ids', 'int32', ['N'])], { axis: 0 })
  g.output('product', g.op('MatMul', [rows, g.float([1, 0, 0, 1], [2, 2])]), 'float', ['N', 2])
  const graph = precision === 'float16' ? inHalfPrecision(g.graph) : g.graph
  const session = await InferenceSession.create(encodeModel(graph), {
    executionProviders: [devices[device].provider],
    logSeverityLevel: 4,
  })
  const { product } = await session.run({ ids: new Tensor('int32', Int32Array.of(1), [1]) })
  if (String(product?.data) !== '3,4') throw new Error(`it multiplied wrongly: ${String(product?.data)} instead of 3,4`)
}

await main().then(
  () => process.send?.({ state: 'offered' }, () => process.exit(0)),
  (error: unknown) => {
    const why = error instanceof Error ? error.message : String(error)
    process.send?.({ state: 'absent', why }, () => process.exit(0))
  },
)
