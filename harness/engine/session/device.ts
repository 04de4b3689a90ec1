import {
  attentionInProducts,
  contributedRotaryEmbedding,
  logSoftmaxInParts,
  weightedSumPadded,
} from '../graph/expansions.ts'
import { allOperators } from '../graph/graph.ts'
import type { OperatorSet } from '../graph/graph.ts'

/** Where a model's graphs run: an execution provider of the runtime, and what is known of it. */
export interface Device {
  /** Name of its execution provider. */
  provider: DeviceName
  operators: OperatorSet
  /** Operators that the CPU runs although the provider has them. */
  keptOnCpu: readonly string[]
  precisions: readonly Precision[]
  /** How its operators are known: run on that provider, read in the runtime's documents, or not at all. */
  known: 'measured' | 'documented' | 'untested'
}

export type DeviceName = 'cpu' | 'webgpu' | 'cuda' | 'coreml' | 'dml'

export type Devices = Readonly<Record<DeviceName, Device>>

export type Precision = 'float32' | 'float16'

/**
 * From opset 22 on, Cos and Sin are new versions that only the CPU has; Attention and the standard's RotaryEmbedding begin with 23, so below that
 * they are written as other operators.
 */
const beforeAttention: OperatorSet = {
  version: 21,
  expansions: {
    ...allOperators.expansions,
    Attention: attentionInProducts,
    RotaryEmbedding: contributedRotaryEmbedding,
  },
}

/**
 * Measured: onnxruntime-node 1.30.0, linux-x64; WebGPU on SwiftShader and on llvmpipe of Mesa 25. Documented: OperatorKernels.md of onnxruntime at
 * 001d12d, the standard's operators; which version of the runtime that is, it does not say. Untested: the provider exists, written as for CUDA.
 */
export const devices: Devices = {
  cpu: { provider: 'cpu', operators: allOperators, keptOnCpu: [], precisions: ['float32'], known: 'measured' },
  webgpu: {
    provider: 'webgpu',
    operators: {
      ...beforeAttention,
      expansions: {
        ...beforeAttention.expansions,
        LogSoftmax: logSoftmaxInParts,
        // A product over no columns ends the process.
        'kshot:WeightedSum': weightedSumPadded,
      },
    },
    // WGSL promises sines and cosines to 2^-11 only, and angles grow with positions: on one driver log-probabilities were 0.004 off.
    keptOnCpu: ['Cos', 'Sin'],
    precisions: ['float32', 'float16'],
    known: 'measured',
  },
  cuda: {
    provider: 'cuda',
    operators: beforeAttention,
    keptOnCpu: [],
    precisions: ['float32', 'float16'],
    known: 'documented',
  },
  coreml: {
    provider: 'coreml',
    operators: beforeAttention,
    keptOnCpu: [],
    precisions: ['float32'],
    known: 'untested',
  },
  dml: {
    provider: 'dml',
    operators: beforeAttention,
    keptOnCpu: [],
    precisions: ['float32', 'float16'],
    known: 'untested',
  },
}
