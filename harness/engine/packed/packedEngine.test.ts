import { engineContract } from '../engine.contract.ts'
import { createPackedEngine } from './packedEngine.ts'

engineContract('the packed engine', () => Promise.resolve(createPackedEngine({ threads: 1 })))
engineContract('the packed engine that feeds adapters to their base', () =>
  Promise.resolve(createPackedEngine({ threads: 1, mergeBelow: 0 })),
)
engineContract('the packed engine in halves', () =>
  Promise.resolve(createPackedEngine({ threads: 2, largeFrom: 0, packLimit: 9 })),
)
engineContract('the packed engine in halves that feeds adapters to their base', () =>
  Promise.resolve(createPackedEngine({ threads: 3, largeFrom: 0, packLimit: 9, mergeBelow: 0 })),
)
