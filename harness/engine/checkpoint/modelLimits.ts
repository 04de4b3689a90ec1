import { join } from 'node:path'
import { readModelConfig } from './modelConfig.ts'

/** What a model can be given. */
export interface ModelLimits {
  /** Longest sequence, in tokens. */
  positions: number
  /** Ids of its embedding: 0 to one less. */
  vocabulary: number
  /** The file that says so. */
  file: string
}

/** The limits of the model in a folder; throws for a `config.json` that the engine refuses. */
export function readModelLimits(folder: string): ModelLimits {
  const file = join(folder, 'config.json')
  const { positions, vocabulary } = readModelConfig(file)
  return { positions, vocabulary, file }
}
