import manifest from 'onnxruntime-node/package.json' with { type: 'json' }
import type { ModelPaths, Numerics } from './engine.ts'
import { packTokens } from './packed/packs.ts'

/** Raised with every change that may change a digit of a result. */
const version = '3'

/** Name, version and platform of the runtime: kernels differ between processors' families, and with them the last digits. */
const runtime = `onnxruntime-node ${manifest.version} ${process.platform}-${process.arch}`

/** What the last digits of a model's results depend on. The count of threads is not part of it: they share out rows and columns of products, never a sum. */
export function numerics(
  { device = 'cpu', precision = 'float32' }: Pick<ModelPaths, 'device' | 'precision'>,
  limit = packTokens,
): Numerics {
  return { version, runtime, device, precision, packTokens: limit }
}
