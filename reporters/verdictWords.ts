import type { Counts, Effect, FamilyTest, Need, Undefined } from '../harness/report/report.generated.ts'
import { unbroken } from './line.ts'
import { correlation, count, probability, probabilityValue } from './number.ts'
import { clean } from './width.ts'

/** What a verdict says beside its state: numbers in one row, then facts, each on lines of its own. */
export interface EvidenceWords {
  numbers: string[]
  facts: string[]
}

/** Starts a line of a list. */
export const DOT = '· '

/** Numbers that belong together stay on one line; a reason in words may fold. */
export const inOne = (text: string) => (text.length <= 40 ? unbroken(clean(text)) : clean(text))

/** `55 tasks in 12 clusters`. */
export function sampleOf({ tasks, clusters }: Counts): string {
  return `${count(tasks, 'task')} in ${count(clusters, 'cluster')}`
}

/** `p = .0014 (Holm .0028)`. */
export function tested({ raw, adjusted, correction, members }: FamilyTest): string {
  if (raw.state === 'undefined') return `p not computable (${raw.reason})`
  const name = correction === 'Holm' ? 'Holm' : 'BH'
  return (
    (raw.alternative === 'equivalence' ? probability(raw.p).replace('p', 'p of equality') : probability(raw.p)) +
    (members > 1 && adjusted.state === 'estimated' ? ` (${name} ${probabilityValue(adjusted.value)})` : '')
  )
}

/** One need stands beside its title, several below it. */
export function needs(toDecide: readonly Need[], title: string): string[] {
  const [first, ...rest] = toDecide.map((need) => need.text)
  if (first === undefined) return []
  return rest.length === 0 ? [`${title}: ${first}`] : [`${title}:`, ...[first, ...rest].map((text) => DOT + text)]
}

/** `.86`. */
export function quantity(value: { state: 'estimated'; value: number } | Undefined): string {
  return value.state === 'estimated' ? correlation(value.value) : 'not computable'
}

/** An estimate with its interval, in the given form of its numbers: `.86 [.71, .94]`. */
export function effect(found: Effect | Undefined, form: (value: number) => string): string {
  if (found.state === 'undefined') return `not computable (${found.reason})`
  const { interval } = found
  const bounds =
    interval.state === 'estimated'
      ? `[${form(interval.lower)}, ${form(interval.upper)}]`
      : `without interval (${interval.reason})`
  return `${form(found.value)} ${bounds}`
}

/** The first few of a list, `most` at the utmost, and how many more there are. */
export function some(entries: readonly string[], most = 4): string {
  const shown = entries.slice(0, most).map(inOne).join(', ')
  return entries.length > most ? `${shown} + ${entries.length - most} more` : shown
}
