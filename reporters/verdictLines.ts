import type {
  Correlation,
  Need,
  PartialVerdict,
  Report,
  ReportVerdict,
  Undefined,
  VerdictState,
} from '../harness/report/report.generated.ts'
import { type Line, marked, type Mark, paragraph, unbroken } from './line.ts'
import { correlation, count, probability, probabilityValue } from './number.ts'
import { clean, displayWidth, pad, shorten } from './width.ts'

/** Every verdict with its numbers: the claim once, then one answer per base model, and what would decide an open one. */
export function verdictLines(report: Report, columns: number): Line[] {
  const names = [...new Set(report.verdicts.map((verdict) => verdict.hypothesis))]
  return names.flatMap((name) => {
    const own = report.verdicts.filter((verdict) => verdict.hypothesis === name)
    const claims = [...new Set(own.map((verdict) => clean(verdict.claim)))]
    const models = report.models.length > 1 ? own.map((verdict) => shorten(clean(verdict.model), MODEL)) : []
    const widest = Math.max(0, ...models.map(displayWidth))
    return [
      ...claims.flatMap((claim) =>
        paragraph([' ', marked('strong', shorten(clean(name), MODEL)), '  '], claim, columns),
      ),
      ...own.flatMap((verdict, index) =>
        answer(verdict, widest === 0 ? '' : `${pad(models[index] ?? '', widest, 'left')}  `, columns),
      ),
    ]
  })
}

/** Widest name of a model or a hypothesis. */
const MODEL = 16

/** Pages narrower than this have no room to stand every number to the right of the state. */
const ROOMY = 100

const MARKS: Record<VerdictState, Mark> = { supported: 'good', refuted: 'bad', inconclusive: 'doubt' }

function answer(verdict: ReportVerdict, model: string, columns: number): Line[] {
  const state = marked(MARKS[verdict.state], pad(verdict.state.toUpperCase(), 'INCONCLUSIVE'.length, 'left'))
  const indent = ' '.repeat(columns < ROOMY ? 7 : 5 + displayWidth(model) + 14)
  const place = `${verdict.file}:${verdict.line}:${verdict.column}`
  return [
    ...paragraph(['     ', model, state, '  '], numbers(verdict), columns),
    ...facts(verdict).flatMap((fact) =>
      fact.startsWith(DOT)
        ? paragraph([indent, DOT], fact.slice(DOT.length), columns)
        : paragraph([indent], fact, columns),
    ),
    ...(verdict.asExpected ? [] : paragraph([indent], clean(`expected ${verdict.expect}: ${place}`), columns, 'bad')),
  ]
}

function numbers({ correlation: found, counts, test }: ReportVerdict): string {
  const sample = `${count(counts.tasks, 'task')} in ${count(counts.clusters, 'cluster')}`
  return [`ρ ${found.state === 'estimated' ? '= ' : ''}${corrected(found)}`, sample, tested(test)].map(inOne).join(', ')
}

function facts(verdict: ReportVerdict): string[] {
  const { correlation: found, partial, notCorrected, reliabilities, strong, decide, toDecide, warnings } = verdict
  const interval = found.state === 'estimated' ? found.interval : found
  return [
    ...(verdict.state === 'supported' ? [] : [`because ${verdict.reason}`]),
    ...needs(toDecide, 'would decide it'),
    ...(strong ? [`strong: the lower bound reaches ${correlation(decide.minimum)}`] : []),
    ...(partial === undefined ? [] : beyond(partial, toDecide)),
    `reliability ${reliabilities
      .map(({ condition, reliability }) => `${condition} ${quantity(reliability)}`)
      .map(inOne)
      .join(', ')}`,
    `not corrected for noise: ${[`Spearman ${quantity(notCorrected.spearman.value)}`, `Kendall ${quantity(notCorrected.kendall)}`].map(inOne).join(', ')}`,
    ...(interval.state === 'estimated' && interval.approximate
      ? [`the interval is approximate: ${interval.because.join('; ')}`]
      : []),
    ...warnings.map((warning) => `note: ${warning}`),
  ].map(clean)
}

/** The partial correlation; what is needed for the whole anyway is not said again. */
function beyond(
  { given, correlation: found, state, reason, toDecide }: PartialVerdict,
  said: readonly Need[],
): string[] {
  const names = given.length < 2 ? given.join('') : `${given.slice(0, -1).join(', ')} and ${given.at(-1) ?? ''}`
  const more = toDecide.filter((need) => said.every(({ text }) => text !== need.text))
  return [
    `given ${names}: ${inOne(corrected(found))}, ${state}${state === 'inconclusive' ? `: ${reason}` : ''}`,
    ...needs(more, `would decide it given ${names}`),
  ]
}

/** `.86 [.71, .94]`. */
function corrected(found: Correlation | Undefined): string {
  if (found.state === 'undefined') return `not computable (${found.reason})`
  const { interval } = found
  const bounds =
    interval.state === 'estimated'
      ? `[${correlation(interval.lower)}, ${correlation(interval.upper)}]`
      : `without interval (${interval.reason})`
  return `${correlation(found.value)} ${bounds}`
}

function tested({ raw, holm, members }: ReportVerdict['test']): string {
  if (raw.state === 'undefined') return `p not computable (${raw.reason})`
  return (
    probability(raw.p) + (members > 1 && holm.state === 'estimated' ? ` (Holm ${probabilityValue(holm.value)})` : '')
  )
}

/** One need stands beside its title, several below it. */
function needs(toDecide: readonly Need[], title: string): string[] {
  const [first, ...rest] = toDecide.map((need) => need.text)
  if (first === undefined) return []
  return rest.length === 0 ? [`${title}: ${first}`] : [`${title}:`, ...[first, ...rest].map((text) => DOT + text)]
}

/** Starts a line of a list. */
const DOT = '· '

function quantity(value: { state: 'estimated'; value: number } | Undefined): string {
  return value.state === 'estimated' ? correlation(value.value) : 'not computable'
}

/** Numbers that belong together stay on one line; a reason in words may fold. */
const inOne = (text: string) => (text.length <= 40 ? unbroken(clean(text)) : clean(text))
