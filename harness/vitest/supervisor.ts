import type { Vitest } from 'vitest/node'
import { describeExit, type EngineProcess, forkEngine } from '../engine/process/forkEngine.ts'
import type { Placement } from '../engine/session/placement.ts'

/** The engine process of a run: started when something is to be measured, started again when it dies, ended with Vitest. */
export interface Supervisor {
  /** Socket or named pipe that clients connect to. */
  socket: string
  threads: number
  /** Where nodes ran, of graphs that were given to a device other than the CPU. */
  placements: readonly Placement[]
  /** Starts the engine unless it runs, or has died too often. */
  start: () => void
  /** Tells that the engine has answered a request. */
  answered: () => void
}

/** Watches over one engine process that listens on `socket`. A client waits for it to come, so nobody waits for it here. */
export function superviseEngine(socket: string, threads: number, vitest: Vitest): Supervisor {
  let state: 'idle' | 'running' | 'ended' = 'idle'
  let engine: EngineProcess | undefined
  let deaths = 0
  const placements: Placement[] = []

  const start = (previous?: string) => {
    if (state !== 'idle') return
    state = 'running'
    const onPlacement = (placement: Placement) => placements.push(placement)
    forkEngine({ socketPath: socket, threads, onPlacement, ...(previous !== undefined && { previous }) }).then(
      watch,
      (error: unknown) => {
        giveUp(error instanceof Error ? error.message : String(error))
      },
    )
  }
  /** Every further test would wait for an engine that does not come. */
  const giveUp = (why: string) => {
    state = 'ended'
    process.exitCode = 1
    vitest.logger.error(` kshot  ${why.trimEnd()}\n kshot  The run is stopped; what was computed is stored.`)
    void vitest.cancelCurrentRun('test-failure')
  }
  const watch = (started: EngineProcess) => {
    engine = started
    if (state === 'ended') void started.kill()
    started.onExit(({ stderr, ...exit }) => {
      engine = undefined
      if (state === 'ended') return
      deaths += 1
      const how = describeExit(exit)
      if (deaths > RESTARTS) {
        giveUp(`the engine process ended ${deaths} times without an answer: ${how}\n${stderr}`)
        return
      }
      vitest.logger.error(
        ` kshot  the engine process ended: ${how}. It is started again, and what it was computing is asked again.\n${stderr}`.trimEnd(),
      )
      state = 'idle'
      start(how)
    })
  }
  vitest.onClose(async () => {
    state = 'ended'
    await engine?.kill()
  })
  const answered = () => {
    deaths = 0
  }
  return {
    socket,
    threads,
    placements,
    start: () => {
      start()
    },
    answered,
  }
}

/** Restarts without an answer in between. A request that ends its engine takes two, and a cell may have several. */
const RESTARTS = 8
