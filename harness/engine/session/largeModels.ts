import { readCheckpoint } from '../checkpoint/checkpoint.ts'
import type { ModelPaths } from '../engine.ts'
import { remembered } from '../graph/remembered.ts'

/** Bytes of weights as float32 from which a model is loaded once, for all threads. */
export const largeBytes = 2 ** 28

/** Whether one engine on all threads serves a model better than an engine with weights of its own on each; always so on a device other than the CPU. */
export function isLargeModel(model: ModelPaths): boolean {
  return (model.device ?? 'cpu') !== 'cpu' || isLargeByName(JSON.stringify(model))
}

const isLargeByName = remembered((name: string): boolean => {
  try {
    return readCheckpoint(JSON.parse(name) as ModelPaths).bytes >= largeBytes
  } catch {
    // The engine that is asked says what is wrong with the model.
    return false
  }
})
