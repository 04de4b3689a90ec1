import manifest from 'onnxruntime-node/package.json' with { type: 'json' }
import type { ModelPaths, Numerics } from './engine.ts'
import { packTokens } from './packs.ts'

/** An engine process holds one engine a thread, so results do not depend on how many threads a machine has. */
export const threadsOfOneEngine = 1

/** Raised with every change that may change a digit of a result. */
const version = '1'

/** Name, version and platform of the runtime: kernels differ between processors' families, and with them the last digits. */
const runtime = `onnxruntime-node ${manifest.version} ${process.platform}-${process.arch}`

/** What the last digits of a model's results in this process depend on. */
export function numerics(
  { device = 'cpu', precision = 'float32' }: Pick<ModelPaths, 'device' | 'precision'>,
  threads: number,
  limit = packTokens,
): Numerics {
  return { version, runtime, device, precision, threads, packTokens: limit }
}
