import type { Vitest } from 'vitest/node'
import { type EngineProcess, forkEngine } from '../engine/forkEngine.ts'

/** The engine process of a run: started when something is to be measured, started again when it dies, ended with Vitest. */
export interface Supervisor {
  /** Socket or named pipe that clients connect to. */
  socket: string
  threads: number
  /** Starts the engine unless it runs, or has died too often. */
  start: () => void
}

/** Watches over one engine process that listens on `socket`. A client waits for it to come, so nobody waits for it here. */
export function superviseEngine(socket: string, threads: number, vitest: Vitest): Supervisor {
  let state: 'idle' | 'running' | 'ended' = 'idle'
  let engine: EngineProcess | undefined
  let deaths = 0

  const start = () => {
    if (state !== 'idle') return
    state = 'running'
    forkEngine({ socketPath: socket, threads }).then(watch, (error: unknown) => {
      giveUp(error instanceof Error ? error.message : String(error))
    })
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
    started.onExit(({ code, signal, stderr }) => {
      engine = undefined
      if (state === 'ended') return
      deaths += 1
      const how = `the engine process was ended ${signal === null ? `with exit code ${code ?? 'unknown'}` : `by ${signal}`}`
      if (deaths > RESTARTS) {
        giveUp(`${how}, too often to be started again\n${stderr}`)
        return
      }
      vitest.logger.error(
        ` kshot  ${how}. It is started again; only the test that asked has failed.\n${stderr}`.trimEnd(),
      )
      state = 'idle'
      start()
    })
  }
  vitest.onClose(async () => {
    state = 'ended'
    await engine?.kill()
  })
  return { socket, threads, start }
}

/** An engine that keeps dying has a reason that another start does not remove. */
const RESTARTS = 3
