import { itemsForDifference, itemsForEquivalence, planningDiscordance } from '../statistics/power.ts'
import type { TaskDifferences } from '../statistics/macroDifference.ts'
import { unitsForReach } from '../statistics/unitsForReach.ts'
import type { Difference } from '../suite/hypothesis.ts'
import { REQUIRED } from './thresholds.ts'
import type { Counts, DifferenceEvidence, Interval, Need, PValue } from './verdict.ts'
import { counted, points, shortP, within } from './wording.ts'

/** What would decide a claim on a difference: cells, clusters, then items of these tasks or further tasks. */
export function differenceNeeds(
  { is, kind, margin, generalise }: Difference,
  { difference, equivalence }: Pick<DifferenceEvidence, 'difference' | 'equivalence'>,
  tasks: readonly TaskDifferences[],
  counts: Counts,
  alpha: number,
): Need[] {
  const needs = scoringNeeds(counts)
  // Clusters change their sign together: of n of them the smallest two-sided p is 2 / 2^n.
  const flips = is === 'equal' ? 0 : Math.ceil(Math.log2(2 / alpha))
  const clusters = Math.max(REQUIRED.clusters, flips)
  if (generalise === 'tasks' && counts.clusters < clusters) {
    const text = `add ${counted(clusters - counts.clusters, 'cluster')}: ${clusters} are required`
    return [...needs, { what: 'clusters', have: counts.clusters, need: clusters, text }]
  }
  if (difference.state === 'undefined') return [...needs, ...pairNeeds(counts)]
  const { value } = difference
  if (generalise === 'tasks') {
    const narrowed = taskNeeds({ is, margin, value }, difference.interval, equivalence.interval, counts.tasks)
    return [...needs, ...narrowed]
  }
  return [...needs, ...itemNeeds({ is, margin, value, scale: kind === 'contrast' ? 2 : 1 }, tasks, counts, alpha)]
}

/** Tasks that would put the interval of one claim or the other where it decides, the nearer first. */
function taskNeeds(
  { is, margin, value }: { is: Difference['is']; margin: number; value: number },
  whole: Interval,
  inner: Interval,
  have: number,
): Need[] {
  const edge = value < 0 ? -margin : margin
  const toward = (interval: Interval, bound: number, what: string, near: string): Need[] => {
    if (interval.state === 'undefined') return []
    const units = unitsForReach({ ...interval, value, units: have }, bound)
    if (units.state === 'undefined' || units.value <= have) return []
    if (units.value > FEASIBLE * have) return [{ what: 'tasks', have, text: outOfReach(value, near, 'tasks') }]
    const text = `about ${counted(units.value, 'task')} like these, in clusters as small, would put the interval ${what}, if the mean stays at ${points(value)}`
    return [{ what: 'tasks', have, need: units.value, text }]
  }
  const limit = within(margin)
  const atMargin = `the margin of ${limit}`
  const inward = Math.abs(value) < margin ? toward(inner, edge, `inside ${limit} either way`, atMargin) : []
  const outward =
    is !== 'equal'
      ? toward(whole, 0, `${value < 0 ? 'below' : 'above'} 0`, '0')
      : Math.abs(value) > margin
        ? toward(whole, edge, `beyond ${limit}`, atMargin)
        : []
  return nearerFirst([...inward, ...outward])
}

/** Plans for more than so many times the present data are no advice. */
const FEASIBLE = 100

function outOfReach(value: number, bound: string, units: string): string {
  return `no number of ${units} within reach: the mean, ${points(value)}, lies too near ${bound}`
}

/** A plan that is out of reach is told only where there is no other. */
function nearerFirst(needs: readonly Need[]): Need[] {
  const [plans, others] = [
    needs.filter(({ need }) => need !== undefined),
    needs.filter(({ need }) => need === undefined),
  ]
  return plans.length > 0 ? plans.sort((a, b) => Number(a.need) - Number(b.need)) : others.slice(0, 1)
}

/** Items that were declared and lack a score. */
export function scoringNeeds({ missing, items }: Counts): Need[] {
  if (missing / Math.max(1, missing + items.total) <= REQUIRED.missing) return []
  const text = `score the ${counted(missing, 'missing item')}`
  return [{ what: 'cells', have: items.total, need: items.total + missing, text }]
}

/** Random flips have a smallest p, which no number of items lowers. */
export function flipNeeds(zero: PValue, alpha: number, members: number): Need[] {
  if (zero.state === 'undefined' || zero.resamples === 0 || zero.attainable * members <= alpha) return []
  const fewer = members > 1 ? `, or a smaller family than ${counted(members, 'test')}` : ''
  const text = `a larger alpha${fewer}: ${counted(zero.resamples, 'random flip')} reach no p below ${shortP(zero.attainable)}`
  return [{ what: 'other', have: 0, text }]
}

/** A task of one item has no noise to judge by. */
function pairNeeds({ tasks, items }: Counts): Need[] {
  if (tasks === 0 || items.fewest > 1) return []
  return [
    {
      what: 'items per task',
      have: items.fewest,
      need: 2,
      text: 'at least 2 items of every task, under every condition',
    },
  ]
}

function itemNeeds(
  { is, margin, value, scale }: { is: Difference['is']; margin: number; value: number; scale: number },
  tasks: readonly TaskDifferences[],
  counts: Counts,
  alpha: number,
): Need[] {
  const have = counts.items.total
  // The plans are for differences in [-1, 1]; one in differences reaches from -2 to 2, and halves keep the number.
  const discordance = planned(tasks, have, scale)
  const plan = { discordance, alpha }
  const equal = Math.abs(value) < margin ? itemsForEquivalence({ ...plan, margin: margin / scale }) : undefined
  // Two-sided tests, one-sided plans; a claim of equality is refuted by what lies beyond the margin.
  const delta = is === 'equal' ? Math.max(0, Math.abs(value) - margin) : value
  const different = itemsForDifference({ ...plan, alpha: alpha / 2, delta: delta / scale })
  const about = (need: number) =>
    `about ${counted(need, 'item')} in all (now ${counted(have, 'item').replace(/ items?$/, '')})`
  const plannedItems = (need: number, text: string, bound: string): Need =>
    need > FEASIBLE * have
      ? { what: 'items', have, text: outOfReach(value, bound, 'items') }
      : { what: 'items', have, need, text }
  const needs: Need[] = []
  if (equal?.state === 'estimated' && equal.value > have) {
    const text = `${about(equal.value)} would show equality within ${within(margin)} with a chance of 80 %, if the true difference is 0`
    needs.push(plannedItems(equal.value, text, `the margin of ${within(margin)}`))
  }
  if (different.state === 'estimated' && different.value > have && !(is === 'equal' && equal !== undefined)) {
    const what = is === 'equal' ? `a difference beyond ${within(margin)}` : 'a difference'
    const text = `${about(different.value)} would show ${what} with a chance of 80 %, if it is ${points(value)}`
    needs.push(plannedItems(different.value, text, is === 'equal' ? `the margin of ${within(margin)}` : '0'))
  }
  return nearerFirst(needs)
}

/** Mean squared difference, each task counting once; with few items the upper bound of its share, as if all were right or wrong. */
function planned(tasks: readonly TaskDifferences[], items: number, scale: number): number {
  const squares = tasks.map(({ differences }) => {
    const all = Array.from(differences)
    return all.reduce((sum, difference) => sum + (difference / scale) ** 2, 0) / Math.max(1, all.length)
  })
  const observed = squares.reduce((sum, square) => sum + square, 0) / Math.max(1, squares.length)
  if (items >= 200) return Math.min(1, observed)
  const bound = planningDiscordance(Math.round(observed * items), items)
  return bound.state === 'estimated' ? bound.value : Math.min(1, observed)
}
