import { availableParallelism } from 'node:os'
import { rmSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { setFlagsFromString } from 'node:v8'
import { BroadcastChannel } from 'node:worker_threads'
import type { EngineNews } from './forkEngine.ts'
import { placementChannel } from '../session/placement.ts'
import type { Placement } from '../session/placement.ts'
import { serve } from './server.ts'
import { isLargeModel } from '../session/largeModels.ts'
import { memoryLimit } from '../session/memory.ts'
import { startEngineWorker } from './engineWorker.ts'
import type { EngineWorker } from './engineWorker.ts'
import { createWorkerPool } from './workerPool.ts'

/** Threads that begin to load the runtime while who will ask still reads suites; more would cost memory that a large model may need. */
const startedAhead = 2

/** Entry of the engine process: serves packed engines on `--threads` threads behind one `--socket`, and ends when its parent does. It writes nothing to standard output. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { socket: { type: 'string' }, threads: { type: 'string' }, previous: { type: 'string' } },
  })
  const { socket } = values
  if (socket === undefined) throw new Error('the engine process needs --socket <path>')
  const threads = Number(values.threads ?? availableParallelism())
  if (!Number.isSafeInteger(threads) || threads < 1) {
    throw new Error(`--threads must be a whole number of at least 1, found ${values.threads}`)
  }
  process.title = 'kshot engine'
  // Tensors lie outside V8's heap and make it collect several times a second; marking it bit by bit beside the work takes more than all at once.
  setFlagsFromString('--no-incremental-marking')
  process.on('exit', () => {
    rmSync(socket, { force: true })
  })
  // Ctrl-C reaches the whole process group; the parent decides what it means.
  process.on('SIGINT', () => undefined)
  process.on('SIGTERM', () => process.exit(0))
  process.on('disconnect', () => process.exit(0))
  const placements = new BroadcastChannel(placementChannel)
  placements.onmessage = ({ data }) => {
    process.send?.({ state: 'placed', placement: data as Placement } satisfies EngineNews)
  }
  // A third of memory for the weights that stay loaded, counted once: half of it for engines of one thread, a quarter for each of the two on all
  // threads. Sessions for scoring and for writing take 1.3 of them each.
  const half = memoryLimit() / 6
  const start = (own: number): EngineWorker =>
    startEngineWorker({ threads: own, budget: own === 1 ? half / threads : half / 2 })
  await serve(
    createWorkerPool(threads, start, isLargeModel, startedAhead),
    socket,
    values.previous === undefined ? {} : { previous: values.previous },
  )
  process.send?.({ state: 'ready' } satisfies EngineNews)
}

await main()
