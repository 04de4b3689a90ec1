import { buildTrie } from '../../tokens/trie.ts'
import { readCheckpoint } from '../checkpoint/checkpoint.ts'
import type { ModelPaths } from '../engine.ts'
import { originalLength } from '../checkpoint/modelConfig.ts'
import { packInputs } from './packs.ts'
import { emptyPath } from './pathCache.ts'
import { withProbes } from '../graph/probes.ts'
import { firstNotFinite } from '../checkpoint/safetensors.ts'
import type { StoredTensor } from '../checkpoint/safetensors.ts'
import { scoringGraph } from '../graph/scoringGraph.ts'
import { openSession } from '../session/session.ts'

/** Longest beginning of a sequence that is computed again for an explanation. */
const longest = 1024

/**
 * Where the values of a sequence stop being finite: the first matrix, norm or embedding whose output is not, and whether that tensor itself holds
 * such a value. Computed in a session of its own, in float32 on the CPU; an empty text where nothing is found.
 */
export async function explainNotFinite(model: ModelPaths, tokens: readonly number[]): Promise<string> {
  const checkpoint = readCheckpoint(model)
  const { graph, probes } = withProbes(scoringGraph(checkpoint))
  const session = await openSession(graph, 1)
  try {
    const trie = buildTrie([tokens.slice(0, longest)])
    const wanted = { rows: Int32Array.of(trie.size - 1), pairs: new Int32Array(0) }
    const inputs = packInputs(trie, { start: 0, end: trie.size }, wanted, new Int32Array(0))
    // Only models that stretch their positions have this input.
    const long = Number(tokens.length > (originalLength(checkpoint.config) ?? Infinity))
    const stretched = graph.inputs.some(({ name }) => name === 'stretched')
      ? { stretched: { data: Int32Array.of(long), shape: [] } }
      : {}
    const { sound } = await session.run({ ...inputs, ...emptyPath(checkpoint.config), ...stretched }, ['sound'])
    const first = probes.find((_, i) => sound?.data[i] !== 0)
    return first === undefined ? '' : describe(first.tensors)
  } finally {
    await session.release()
  }
}

function describe(tensors: readonly StoredTensor[]): string {
  for (const tensor of tensors) {
    const index = firstNotFinite(tensor)
    if (index >= 0)
      return `${tensor.name} in ${tensor.file} holds a value that is not finite, element ${index} of [${tensor.shape.join(', ')}]`
  }
  const names = tensors.map(({ name }) => name).join(' and ')
  return `the first output that is not finite is that of ${names}, whose own values are finite: the computation overflows there`
}
