import { fileURLToPath } from 'node:url'
import type { ReportCheck } from '../report/report.generated.ts'
import type { Verdict } from '../verdict/verdict.ts'

/** A failure of what a suite claims, as against one of the harness: its stack begins on the line of the YAML file. */
export function suiteFailure(message: string): Error {
  const failure = new Error(message)
  failure.stack = (failure.stack ?? '')
    .split('\n')
    .filter((line) => !line.includes(HARNESS))
    .join('\n')
  return failure
}

const HARNESS = fileURLToPath(new URL('..', import.meta.url))

/** Why a check fails, in words: the score with its interval, the floor, and whether noise alone could explain the gap. */
export function checkFailure({ condition, atLeast, estimate }: ReportCheck): string {
  if (estimate.state === 'undefined') return `${condition}: no score (${estimate.reason})`
  const { value, n, interval } = estimate
  const floor = `${condition}: ${percent(value)}, and the floor is ${percent(atLeast)}`
  if (interval.state === 'undefined') return `${floor} (${n} items; no interval: ${interval.reason})`
  const doubt =
    interval.upper < atLeast
      ? 'The whole interval lies below the floor.'
      : 'The interval holds the floor: more items would tell whether this is noise.'
  return `${floor}\n95 % interval ${percent(interval.lower)} to ${percent(interval.upper)}, ${n} items. ${doubt}`
}

/** Why a verdict fails its test: what was expected, what came out, and the numbers behind it. */
export function verdictFailure(verdict: Verdict): string {
  const { evidence, test, expect, state, reason, toDecide } = verdict
  const p = test.raw.state === 'undefined' ? '' : `p = ${test.raw.p.toPrecision(2)}`
  const numbers = [estimateIn(evidence), p].filter((text) => text !== '').join(', ')
  return [
    `${verdict.hypothesis} is ${state}, and ${expect} was expected`,
    `${numbers === '' ? '' : `${numbers}; `}${reason}`,
    ...toDecide.map(({ text }) => `To decide it: ${text}`),
    'If the new verdict is right, change `expect`; a refuted hypothesis is a result.',
  ].join('\n')
}

function estimateIn(evidence: Verdict['evidence']): string {
  if (evidence.kind === 'chance' || evidence.kind === 'bound') return ''
  if (evidence.kind === 'replication' || evidence.kind === 'artefacts') return ''
  const [name, found, scale] =
    evidence.kind === 'association'
      ? (['noise-corrected correlation', evidence.correlation, 1] as const)
      : evidence.kind === 'agreement'
        ? (['concordance', evidence.concordance, 1] as const)
        : evidence.kind === 'consistency' || evidence.kind === 'match'
          ? (['specificity', evidence.specificity, 1] as const)
          : (['mean difference in points', evidence.difference, 100] as const)
  if (found.state === 'undefined') return `no ${name}: ${found.reason}`
  const { value, interval } = found
  const digits = (bound: number) => (scale * bound).toFixed(scale === 1 ? 2 : 1)
  const bounds = interval.state === 'undefined' ? '' : ` [${digits(interval.lower)}, ${digits(interval.upper)}]`
  return `${name} ${digits(value)}${bounds}`
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`
}
