import type { TestCase, TestModule, Vitest } from 'vitest/node'
import { type Progress, progressBar, progressLine } from '../../reporters/progress.ts'

/** Tells how far a run has come: a bar inside Vitest's own window on a terminal, a plain line every few seconds elsewhere. */
export interface ProgressLog {
  /** `planned`: tests by suite file, as far as they are known before the files are read by Vitest. */
  start: (planned: ReadonlyMap<string, number>) => void
  expect: (module: TestModule) => void
  begin: (test: TestCase) => void
  end: (test: TestCase) => void
  stop: () => void
}

/** A log that reads the time from `clock`, in milliseconds. */
export function progressLog(vitest: Vitest, clock: () => number): ProgressLog {
  let planned = new Map<string, number>()
  const done = new Set<string>()
  let current: Progress['current'] | undefined
  let computed = 0
  let started = 0
  let timer: NodeJS.Timeout | undefined

  const progress = (): Progress => {
    const seconds = (clock() - started) / 1000
    const all = Math.max(
      done.size,
      [...planned.values()].reduce((sum, tests) => sum + tests, 0),
    )
    return {
      cells: { done: done.size, planned: all },
      tokens: { computed, perSecond: seconds > 0 ? computed / seconds : 0 },
      seconds,
      ...(done.size === 0 ? {} : { eta: (seconds / done.size) * (all - done.size) }),
      ...(current === undefined ? {} : { current }),
    }
  }
  return {
    start(tests) {
      started = clock()
      done.clear()
      planned = new Map(tests)
      computed = 0
      if (intoWindow(vitest, () => progressBar(progress(), { columns: vitest.logger.getColumns(), colour: true })))
        return
      timer = setInterval(() => {
        vitest.logger.log(progressLine(progress()).trimEnd())
      }, PLAIN_INTERVAL)
      timer.unref()
    },
    expect(module) {
      const tests = [...module.children.allTests()].filter(({ options }) => options.mode === 'run')
      planned.set(module.moduleId, tests.length)
    },
    begin(test) {
      current = {
        task: test.parent.type === 'suite' ? test.parent.name : test.module.relativeModuleId,
        condition: test.name,
      }
    },
    end(test) {
      // A cancelled test ends twice.
      if (done.has(test.id)) return
      done.add(test.id)
      computed += test.meta().kshot?.work.tokens.computed ?? 0
    },
    stop() {
      clearInterval(timer)
    },
  }
}

/** Milliseconds between two plain lines. */
const PLAIN_INTERVAL = 5000

/** Adds a line to the window that Vitest's default reporter redraws on a terminal; false where there is none. */
function intoWindow(vitest: Vitest, line: () => string): boolean {
  const reporters: unknown = 'reporters' in vitest ? vitest.reporters : []
  for (const reporter of Array.isArray(reporters) ? (reporters as unknown[]) : []) {
    const summary =
      typeof reporter === 'object' && reporter !== null && 'summary' in reporter ? reporter.summary : undefined
    if (!hasWindow(summary)) continue
    const createSummary = summary.createSummary.bind(summary)
    summary.createSummary = () => [` ${line()}`, ...createSummary()]
    return true
  }
  return false
}

/** The window is Vitest's own affair: where it looks different, the plain lines serve. */
function hasWindow(summary: unknown): summary is { createSummary: () => string[] } {
  return (
    typeof summary === 'object' &&
    summary !== null &&
    'createSummary' in summary &&
    typeof summary.createSummary === 'function'
  )
}
