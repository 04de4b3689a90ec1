import { meanInside } from '../statistics/meanInside.ts'
import { requireInside } from '../statistics/parameter.ts'
import { itemsForBound } from '../statistics/itemsForBound.ts'
import type { PropertyCase, PropertyRule, PropertyVerdict } from './property.ts'
import { counted, percent, percents, points } from './wording.ts'

/**
 * Whether a mean over items is shown to stay inside the limits of a law, or to lie outside. An item's value is the mean of its cases; its
 * place in the order is that of its first case, which the seed drew.
 *
 * @param changed cases whose prompt changed, at least one
 */
export function decideMean(
  rule: Extract<PropertyRule, { claims: 'score' | 'distance' }>,
  changed: readonly PropertyCase[],
): Pick<PropertyVerdict, 'state' | 'reason' | 'toDecide' | 'mean'> {
  requireInside('within', rule.within, 0, 1)
  const isScore = rule.claims === 'score'
  const tasks = [...new Set(changed.map(({ task }) => task))]
    .sort()
    .map((task) => itemMeans(changed.filter((one) => one.task === task).map((one) => [one.item, valueOf(rule, one)])))
  const limits = { ...(isScore ? { low: -rule.within } : {}), high: rule.within, alpha: rule.alpha }
  const mean = meanInside(tasks, limits)
  if (mean.state === 'undefined') return { state: 'inconclusive', reason: mean.reason, toDecide: ['more items'], mean }

  const { value, lower, upper } = mean
  const told = isScore
    ? `the mean score moved by ${points(value)} points [${points(lower)}, ${points(upper)}]`
    : `the options' probabilities moved by ${percent(value)} on average ${percents(Math.max(0, lower), upper)}`
  const limit = isScore
    ? `${Number((100 * rule.within).toPrecision(3))} points`
    : `${Number((100 * rule.within).toPrecision(3))} %`
  const of = tasks.reduce((sum, values) => sum + values.length, 0)
  const estimate = { state: 'estimated', value, lower, upper, items: { looked: mean.values, of } } as const
  if (mean.state === 'inside')
    return { state: 'holds', reason: `${told}, less than ${limit}`, toDecide: [], mean: estimate }
  if (mean.state === 'outside')
    return { state: 'violated', reason: `${told}, ${limit} or more`, toDecide: [], mean: estimate }
  return {
    state: 'inconclusive',
    reason: `${told}, neither shown to be less than ${limit} nor to be more`,
    toDecide: [needed(tasks.flat(), isScore ? Math.abs(value) : value, rule)],
    mean: estimate,
  }
}

function needed(
  values: readonly number[],
  value: number,
  { within, alpha }: { within: number; alpha: number },
): string {
  const items = itemsForBound(values, within - value, alpha)
  if (items.state === 'undefined') return `more items; how many cannot be told: ${items.reason}`
  const as = value < within ? 'that it holds' : 'that it is violated'
  const more = Math.max(items.value, values.length + 1)
  return `about ${counted(more, 'item')} would show ${as}, if the mean stays where it is (now ${values.length})`
}

function valueOf({ claims }: PropertyRule, { task, item, score, distance }: PropertyCase): number {
  const value = claims === 'score' ? (score === undefined ? undefined : score.after - score.before) : distance
  if (value === undefined)
    throw new Error(`${task} · ${item}: a law about the ${claims} needs the ${claims} of each case`)
  return value
}

function itemMeans(values: readonly (readonly [item: string, value: number])[]): number[] {
  const items = new Map<string, number[]>()
  for (const [item, value] of values) items.set(item, [...(items.get(item) ?? []), value])
  return [...items.values()].map((own) => own.reduce((sum, value) => sum + value, 0) / own.length)
}
