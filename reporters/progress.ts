import { clean, clip, displayWidth } from './width.ts'
import { type Line, marked, render } from './line.ts'
import { count, duration, tokens } from './number.ts'

/** How far a run has come. */
export interface Progress {
  cells: { done: number; planned: number }
  /** Tokens computed so far, and how many per second of late. */
  tokens: { computed: number; perSecond: number }
  /** Seconds since the start. */
  seconds: number
  /** Estimated seconds to the end; absent while nothing can be said. */
  eta?: number
  /** What is being measured, e.g. task and condition; absent between cells. */
  current?: { task: string; condition: string }
}

/** Progress as one line that is redrawn in place, at most `columns` wide and without a line break. */
export function progressBar(progress: Progress, page: { columns: number; colour: boolean }): string {
  const { cells } = progress
  const share = cells.planned === 0 ? 0 : Math.min(1, cells.done / cells.planned)
  const filled = Math.floor(share * BAR)
  const line: Line = [marked('good', '━'.repeat(filled)), marked('quiet', '─'.repeat(BAR - filled)), ' ']
  const left = Math.max(0, page.columns - BAR - 1)
  return render([[...line, fit(facts(progress), left)]], page.colour).trimEnd()
}

/** Progress as one plain line for a log, with a line break. */
export function progressLine(progress: Progress): string {
  return `kshot  ${[...facts(progress), `${duration(progress.seconds)} elapsed`].join(' · ')}\n`
}

const BAR = 20

function facts({ cells, tokens: { computed, perSecond }, eta, current }: Progress): string[] {
  return [
    `${cells.done} of ${count(cells.planned, 'cell')}`,
    ...(eta === undefined ? [] : [`${duration(eta)} left`]),
    ...(current === undefined ? [] : [clean(`${current.task} ${current.condition}`)]),
    `${tokens(computed)} tokens`,
    ...(perSecond > 0 ? [`${tokens(Math.round(perSecond))}/s`] : []),
  ]
}

/** As many whole facts as fit; a first fact that is too long is cut. */
function fit(texts: readonly string[], width: number): string {
  let line = ''
  for (const text of texts) {
    const longer = line === '' ? text : `${line} · ${text}`
    if (displayWidth(longer) > width) return line === '' ? clip(text, width) : line
    line = longer
  }
  return line
}
