import { engineContract } from '../engine.contract.ts'
import { createNaiveEngine } from './naiveEngine.ts'

engineContract('the naive engine', () => Promise.resolve(createNaiveEngine({ threads: 1 })))
