import type { Estimate, Report } from '../harness/report/report.generated.ts'
import { dotted, type Line, marked, paragraph } from './line.ts'
import { plusMinus, points } from './number.ts'
import { clean } from './width.ts'

/** Mean scores over held-out tasks of the conditions whose models were tuned on different mixtures, best first; nothing where there is one. */
export function mixtureLines({ tables, means, conditions }: Report, model: string, columns: number): Line[] {
  const scores = means.find((mean) => mean.model === model && mean.group === 'held-out')?.conditions ?? []
  const found = scores.flatMap(({ condition, estimate }) => {
    const of = tables.groups.find((group) => group.model === model && group.condition === condition)
    const isOwn = conditions.find(({ name }) => name === condition)?.weights === of?.recipe
    return of?.mixture === undefined || !isOwn ? [] : [{ condition, mixture: of.mixture, estimate }]
  })
  if (new Set(found.map(({ mixture }) => mixture)).size < 2) return []
  const best = found
    .filter(({ estimate }) => estimate.state === 'estimated')
    .sort((a, b) => valueOf(b.estimate) - valueOf(a.estimate))
  const told = best
    .slice(0, MOST)
    .map(({ condition, mixture, estimate }) => clean(`${condition} (${mixture}) ${shownScore(estimate)}`))
  const rest = found.length - told.length
  return paragraph(
    [' ', marked('strong', 'mixtures'), '  '],
    dotted(['mean held-out, best first', ...told, ...(rest > 0 ? [`${rest} more`] : [])]),
    columns,
  )
}

/** As many as two or three lines hold. */
const MOST = 6

const valueOf = (estimate: Estimate) => (estimate.state === 'estimated' ? estimate.value : -Infinity)

function shownScore(estimate: Estimate): string {
  if (estimate.state !== 'estimated') return ''
  const { value, interval } = estimate
  return `${points(value)}${interval.state === 'estimated' ? ` ${plusMinus(interval.plusMinus)}` : ''}`
}
