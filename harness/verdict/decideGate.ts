import { requireInside } from '../statistics/parameter.ts'
import type { GateDecision, GateRule, GateTask } from './gate.ts'
import { decideAtOnce } from './gateFixed.ts'
import { decideInTurn } from './gateSequential.ts'
import { unitsOf } from './gateUnits.ts'

/**
 * What a gate says about the outcomes that there are, or which tasks it must ask further.
 *
 * A function of the outcomes in their order alone. An answer is that of the first look that gives one: outcomes that come
 * after it change nothing, so test and report, which may hold different amounts, agree. The order of the tasks does
 * not matter. Throws a RangeError for a margin or alpha off its scale, no task, and outcomes that do not fit together.
 */
export function decideGate(rule: GateRule, tasks: readonly GateTask[]): GateDecision {
  requireInside('margin', rule.margin, 0, 1)
  requireInside('alpha', rule.alpha, 0, 0.25)
  if (tasks.length === 0) throw new RangeError('a gate needs at least one task')
  // By name: no sum or list then depends on the order that was given.
  const units = [...tasks].sort((a, b) => (a.task < b.task ? -1 : 1)).map(unitsOf)
  return rule.method === 'fixed' ? decideAtOnce(rule, units) : decideInTurn(rule, units)
}
