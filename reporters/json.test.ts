import { json } from './json.ts'
import { reporterContract } from './reporter.contract.ts'

reporterContract('JSON', json)
