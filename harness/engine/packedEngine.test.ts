import { engineContract } from './engine.contract.ts'
import { createPackedEngine } from './packedEngine.ts'

engineContract('the packed engine', () => Promise.resolve(createPackedEngine({ threads: 1 })))
