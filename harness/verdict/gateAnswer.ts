import type { GateAnswer, GateDifference, GateRule, GateTaskAnswer } from './gate.ts'
import { gateNeeds } from './gateNeeds.ts'
import type { TaskUnits } from './gateUnits.ts'

/** What a look found about one task. */
export interface GateEvidence {
  units: TaskUnits
  /** The blocks that the look saw. */
  asked: TaskUnits['blocks']
  difference: GateDifference
  worse: GateTaskAnswer['worse']
  regressed: boolean
  /** Whether it excludes a loss of the margin. */
  passes: boolean
}

/** What a look found about all tasks together. */
export interface PooledEvidence {
  difference: GateDifference
  regressed: boolean
  /** Whether it excludes a loss of the margin, or need not, because every task must do so itself. */
  passes: boolean
}

/** The answer that follows from a look: the last one, or the first that decides. */
export function answerOf(rule: GateRule, evidence: readonly GateEvidence[], pooled: PooledEvidence): GateAnswer {
  const { state, reason } = conclusion(rule, evidence, pooled)
  const tasks = evidence.map(({ units, asked, difference, worse, regressed, passes }): GateTaskAnswer => ({
    task: units.task,
    critical: units.critical,
    state: regressed ? 'regression' : passes ? (isGain(difference) ? 'improvement' : 'no regression') : 'inconclusive',
    items: { asked: asked.reduce((sum, { items }) => sum + items, 0), of: units.planned.items },
    difference,
    worse,
  }))
  const total = (key: 'asked' | 'of') => tasks.reduce((sum, { items }) => sum + items[key], 0)
  return {
    state,
    reason,
    pooled: pooled.difference,
    tasks,
    items: { asked: total('asked'), of: total('of') },
    toDecide: state === 'inconclusive' ? gateNeeds(rule, evidence, pooled) : [],
  }
}

function conclusion(
  rule: GateRule,
  evidence: readonly GateEvidence[],
  { difference, regressed, passes }: PooledEvidence,
): Pick<GateAnswer, 'state' | 'reason'> {
  const worse = evidence.filter((one) => one.regressed).map(({ units }) => units.task)
  const test = rule.method === 'fixed' ? 'Holm' : 'e-Holm'
  const loss = points(rule.margin)
  if (worse.length > 0) return { state: 'regression', reason: `${listed(worse)} got worse (${test})` }
  if (regressed)
    return {
      state: 'regression',
      reason: `all tasks together lost more than ${loss}, no single task is to blame (${test})`,
    }
  const open = evidence.filter(({ units, passes: own }) => units.critical && !own).map(({ units }) => units.task)
  const interval = difference.state === 'estimated' ? difference.interval : difference
  if (passes && open.length === 0) {
    if (isGain(difference)) return { state: 'improvement', reason: 'the mean over tasks rose' }
    const isEach = evidence.length > 1 && evidence.every(({ units }) => units.critical)
    if (isEach) return { state: 'no regression', reason: `a loss of ${loss} is excluded for every task` }
    const isEqual = interval.state === 'estimated' && interval.upper < rule.margin
    return {
      state: 'no regression',
      reason: isEqual ? `the mean over tasks moved by less than ${loss}` : `a mean loss of ${loss} is excluded`,
    }
  }
  if (passes) return { state: 'inconclusive', reason: `a loss of ${loss} is not excluded for critical ${listed(open)}` }
  if (interval.state === 'undefined')
    return { state: 'inconclusive', reason: `all tasks together cannot be judged: ${interval.reason}` }
  return {
    state: 'inconclusive',
    reason: `no task is shown to be worse, and a mean loss of ${loss} is not excluded`,
  }
}

const isGain = (difference: GateDifference) =>
  difference.state === 'estimated' && difference.interval.state === 'estimated' && difference.interval.lower > 0

/** A share of the score as points: `3 points`, `2.5 points`. */
export function points(share: number): string {
  const text = String(Number((100 * share).toPrecision(3)))
  return `${text} ${text === '1' ? 'point' : 'points'}`
}

function listed(names: readonly string[]): string {
  const told = [...names].sort()
  return told.length <= NAMED ? told.join(', ') : `${told.slice(0, NAMED).join(', ')} and ${told.length - NAMED} more`
}

/** Tasks that a reason names; the report has all of them. */
const NAMED = 4
