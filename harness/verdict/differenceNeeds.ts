import { itemsForDifference, itemsForEquivalence, planningDiscordance } from '../statistics/power.ts'
import type { TaskDifferences } from '../statistics/macroDifference.ts'
import { unitsForReach } from '../statistics/unitsForReach.ts'
import type { Difference } from '../suite/hypothesis.ts'
import { REQUIRED } from './thresholds.ts'
import type { Counts, DifferenceEvidence, Need } from './verdict.ts'
import { counted, points, within } from './wording.ts'

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
  if (difference.state === 'undefined') return [...needs, { what: 'other', have: 0, text: difference.reason }]
  const { value } = difference
  if (generalise === 'tasks') {
    const { interval } = equivalence
    if (interval.state === 'undefined') return needs
    const have = counts.tasks
    const toward = (bound: number, what: string): Need[] => {
      const units = unitsForReach({ ...interval, value, units: have }, bound)
      if (units.state === 'undefined' || units.value <= have) return []
      const text = `about ${counted(units.value, 'task')} like these, in clusters as small, would put the interval ${what}, if the mean stays at ${points(value)}`
      return [{ what: 'tasks', have, need: units.value, text }]
    }
    const inward =
      Math.abs(value) < margin ? toward(value < 0 ? -margin : margin, `inside ${within(margin)} either way`) : []
    const outward =
      is === 'equal' && Math.abs(value) > margin
        ? toward(value < 0 ? -margin : margin, `beyond ${within(margin)}`)
        : is === 'equal'
          ? []
          : toward(0, `${value < 0 ? 'below' : 'above'} 0`)
    return [...needs, ...[...inward, ...outward].sort((a, b) => Number(a.need) - Number(b.need))]
  }
  return [...needs, ...itemNeeds({ is, margin, value, scale: kind === 'contrast' ? 2 : 1 }, tasks, counts, alpha)]
}

/** Items that were declared and lack a score. */
export function scoringNeeds({ missing, items }: Counts): Need[] {
  if (missing / Math.max(1, missing + items.total) <= REQUIRED.missing) return []
  const text = `score the ${counted(missing, 'missing item')}`
  return [{ what: 'cells', have: items.total, need: items.total + missing, text }]
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
  const needs: Need[] = []
  if (equal?.state === 'estimated' && equal.value > have) {
    const text = `${about(equal.value)} would show equality within ${within(margin)} with a chance of 80 %, if the true difference is 0`
    needs.push({ what: 'items', have, need: equal.value, text })
  }
  if (different.state === 'estimated' && different.value > have && !(is === 'equal' && equal !== undefined)) {
    const what = is === 'equal' ? `a difference beyond ${within(margin)}` : 'a difference'
    const text = `${about(different.value)} would show ${what} with a chance of 80 %, if it is ${points(value)}`
    needs.push({ what: 'items', have, need: different.value, text })
  }
  return needs.sort((a, b) => Number(a.need) - Number(b.need))
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
