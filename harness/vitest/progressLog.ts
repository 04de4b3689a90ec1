import type { TestModule, Vitest } from 'vitest/node'
import { type Progress, progressBar, progressLine } from '../../reporters/progress.ts'
import type { Note } from './notes.ts'
import { readableStream } from './readableStream.ts'

/** Tells how far a run has come: a bar inside Vitest's own window on a terminal, a plain line every few seconds elsewhere. */
export interface ProgressLog {
  /** `planned`: cells by suite file, as far as they are known before Vitest reads the files. */
  start: (planned: ReadonlyMap<string, number>) => void
  /** Corrects the plan for a file of which a filter leaves out tests. */
  expect: (module: TestModule) => void
  take: (note: Note) => void
  stop: () => void
}

/** A log that reads the time from `clock`, in milliseconds. */
export function progressLog(vitest: Vitest, clock: () => number): ProgressLog {
  let planned = new Map<string, number>()
  let ended = 0
  let computed = 0
  let started = 0
  let current: Progress['current'] | undefined
  let timer: NodeJS.Timeout | undefined

  const progress = (): Progress => {
    const seconds = (clock() - started) / 1000
    const cells = [...planned.values()].reduce((sum, count) => sum + count, 0)
    return {
      cells: { done: ended, planned: Math.max(ended, cells) },
      tokens: { computed, perSecond: seconds > 0 ? computed / seconds : 0 },
      seconds,
      ...(ended === 0 ? {} : { eta: (seconds / ended) * Math.max(0, cells - ended) }),
      ...(current === undefined ? {} : { current }),
    }
  }
  return {
    start(cells) {
      planned = new Map(cells)
      ended = 0
      computed = 0
      started = clock()
      if (intoWindow(vitest, () => progressBar(progress(), { columns: vitest.logger.getColumns() - 1, colour: true })))
        return
      timer = setInterval(() => {
        readableStream(vitest).write(progressLine(progress()))
      }, PLAIN_INTERVAL)
      timer.unref()
    },
    expect(module) {
      const tests = [...module.children.allTests()]
      const running = tests.filter(({ options }) => options.mode === 'run').length
      if (running < tests.length) planned.set(module.moduleId, running)
    },
    take(note) {
      if (note.note === 'began') current = { task: note.task, condition: note.cell }
      else if (note.note === 'ended') ended += 1
      else if (note.note === 'computed') computed += note.tokens
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
    if (OWN in summary) return true
    const createSummary = summary.createSummary.bind(summary)
    summary.createSummary = () => [` ${line()}`, ...createSummary()]
    Object.assign(summary, { [OWN]: true })
    return true
  }
  return false
}

/** Marks a window that already holds the line: watch mode starts many runs in one process. */
const OWN = Symbol('kshot progress')

/** The window is Vitest's own affair: where it looks different, the plain lines serve. */
function hasWindow(summary: unknown): summary is { createSummary: () => string[] } {
  return (
    typeof summary === 'object' &&
    summary !== null &&
    'createSummary' in summary &&
    typeof summary.createSummary === 'function'
  )
}
