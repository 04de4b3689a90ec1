import type { Vitest } from 'vitest/node'

/**
 * Ctrl-C ends the running test, keeps what is known and lets the reporters print it; a second one leaves at once.
 * Vitest's own listener exits a millisecond after the signal, before any reporter has heard of the end of the run.
 */
export function interruptKindly(vitest: Vitest, process: NodeJS.Process): void {
  for (const listener of process.listeners('SIGINT')) {
    if (listener.name === 'onExit') process.off('SIGINT', listener)
  }
  let asked = false
  const onInterrupt = () => {
    if (asked) process.exit(130)
    asked = true
    vitest.logger.log(
      '\n kshot  stopping after the current block; what was computed is stored. Ctrl-C again leaves at once.',
    )
    void vitest.cancelCurrentRun('keyboard-input')
  }
  process.on('SIGINT', onInterrupt)
  vitest.onClose(() => {
    process.off('SIGINT', onInterrupt)
  })
}
