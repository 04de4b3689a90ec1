import { engineContract } from '../engine.contract.ts'
import { createPackedEngine } from './packedEngine.ts'

engineContract('the packed engine', () => Promise.resolve(createPackedEngine({ threads: 1 })))
engineContract('the packed engine that feeds adapters to their base', () =>
  Promise.resolve(createPackedEngine({ threads: 1, mergeBelow: 0 })),
)
