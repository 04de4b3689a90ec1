import { casesToDecide } from '../statistics/casesToDecide.ts'
import { type ClusteredRate, clusteredRate } from '../statistics/clusteredRate.ts'
import { requireInside } from '../statistics/parameter.ts'
import { notComputable, type Undefined } from '../statistics/undefined.ts'
import type { PropertyCase, PropertyFinds, PropertyRule, PropertyVerdict } from './property.ts'
import { decideMean } from './propertyMean.ts'
import { counted, percent, percents } from './wording.ts'

/**
 * What a law's cases say of it.
 *
 * `always`: one violation refutes it, and it holds only where all planned cases do. `often`: the bounds of the rate over items, whose
 * cases are not independent, against the declared share. `score` and `distance`: the mean over items, by betting. A search that time
 * ended never gives `holds`; cases whose prompt did not change count for nothing. Errors: a RangeError for a share, margin or
 * alpha off its scale.
 */
export function decideProperty(rule: PropertyRule, finds: PropertyFinds): PropertyVerdict {
  requireInside('alpha', rule.alpha, 0, 0.25)
  const changed = finds.cases.filter(({ state }) => state !== 'unchanged')
  const violations = violationsOf(rule, finds, changed)
  const counts = {
    planned: finds.planned,
    tried: finds.cases.length,
    unchanged: finds.cases.length - changed.length,
    violated: changed.filter(({ state }) => state === 'violated').length,
    items: new Set(changed.map(keyOf)).size,
  }
  const answer = answerOf(rule, finds, changed, violations)
  const isCutShort = answer.state === 'holds' && finds.ended !== 'whole plan'
  return {
    ...answer,
    ...(isCutShort ? { state: 'inconclusive', reason: cutShort(finds), toDecide: ['more time'] } : {}),
    alpha: rule.alpha,
    cases: counts,
    violations,
  }
}

type Answer = Pick<PropertyVerdict, 'state' | 'reason' | 'toDecide' | 'mean'>

function answerOf(
  rule: PropertyRule,
  { cases, counterexample }: PropertyFinds,
  changed: readonly PropertyCase[],
  violations: ClusteredRate | Undefined,
): Answer {
  if (rule.claims === 'always' && counterexample)
    return { state: 'violated', reason: 'a case violates it', toDecide: [] }
  if (cases.length === 0)
    return { state: 'inconclusive', reason: 'time ended before a case was tried', toDecide: ['more time'] }
  if (changed.length === 0)
    return { state: 'inconclusive', reason: 'no case changed its prompt', toDecide: ['rewrites that change something'] }
  if (rule.claims === 'always')
    return { state: 'holds', reason: `none of ${counted(changed.length, 'case')} violates it`, toDecide: [] }
  return rule.claims === 'often' ? decideRate(rule, violations) : decideMean(rule, changed)
}

function decideRate(
  { share, alpha }: Extract<PropertyRule, { claims: 'often' }>,
  rate: ClusteredRate | Undefined,
): Answer {
  requireInside('share', share, 0, 1)
  // Without the rounding error of the difference: 1 - .95 lies above .05.
  const limit = Number((1 - share).toPrecision(12))
  if (rate.state === 'undefined') return { state: 'inconclusive', reason: rate.reason, toDecide: ['more items'] }
  const found = `violated in ${percent(rate.value)} of the cases ${percents(rate.lower, rate.upper)}`
  const told = `${Number((100 * limit).toPrecision(3))} %`
  if (rate.upper <= limit) return { state: 'holds', reason: `${found}, at most ${told}`, toDecide: [] }
  if (rate.lower > limit) return { state: 'violated', reason: `${found}, more than ${told}`, toDecide: [] }
  const needed = casesToDecide(rate, limit, alpha)
  const as = rate.value < limit ? 'that it holds' : 'that it is violated'
  return {
    state: 'inconclusive',
    reason: `${found}, with ${told} inside`,
    toDecide: [
      needed.state === 'undefined'
        ? `no number of cases, while ${needed.reason}`
        : `about ${counted(needed.cases, 'case')} of ${counted(needed.items, 'item')} would show ${as}, if the rate stays at ${percent(rate.value)} (now ${rate.cases} of ${rate.items})`,
    ],
  }
}

function violationsOf(
  { alpha }: PropertyRule,
  { ended }: PropertyFinds,
  changed: readonly PropertyCase[],
): ClusteredRate | Undefined {
  // Where it stops depends on what it finds: the share until then is too large.
  if (ended === 'violation') return notComputable('the search stopped at a violation')
  const items = new Map<string, { cases: number; happened: number }>()
  for (const one of changed) {
    const { cases, happened } = items.get(keyOf(one)) ?? { cases: 0, happened: 0 }
    items.set(keyOf(one), { cases: cases + 1, happened: happened + Number(one.state === 'violated') })
  }
  return clusteredRate([...items.values()], alpha)
}

const keyOf = ({ task, item }: PropertyCase) => JSON.stringify([task, item])

function cutShort({ cases, planned, ended }: PropertyFinds): string {
  const then = ended === 'time' ? 'then time ended' : 'then the search stopped'
  return `holds in ${cases.length} of the planned ${counted(planned, 'case')}; ${then}`
}
