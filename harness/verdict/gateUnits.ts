import type { GateTask } from './gate.ts'

/** A task's independent observations: paired differences of items, of whole groups their means, block by block of the order. */
export interface TaskUnits {
  task: string
  critical: boolean
  /** Whether observations are means of groups. */
  grouped: boolean
  /** Blocks that were asked. */
  blocks: { units: number[]; items: number }[]
  /** Blocks of the whole order, and their items. */
  planned: { blocks: number; items: number }
  /** Set where all scores are 0 or 1 and every item stands alone. */
  pairs?: { onlyCandidate: number; onlyBaseline: number; both: number }
}

/** The observations of a task. Throws for lists that do not fit together and for scores outside [0, 1]. */
export function unitsOf({ task, critical, blocks, candidate, baseline, groups }: GateTask): TaskUnits {
  const fault = faultIn(candidate, baseline, groups)
  if (fault !== undefined) throw new RangeError(`${task}: ${fault}`)
  const asked: TaskUnits['blocks'] = []
  let start = 0
  for (const size of blocks) {
    if (start >= candidate.length) break
    const end = start + size
    if (end > candidate.length)
      throw new RangeError(`${task}: ${candidate.length} items were asked, which ends inside a block`)
    asked.push({ units: differences(candidate, baseline, groups, start, end), items: size })
    start = end
  }
  if (start < candidate.length) throw new RangeError(`${task}: ${candidate.length} scores for ${start} items`)
  const binary = groups === undefined && [...candidate, ...baseline].every((score) => score === 0 || score === 1)
  return {
    task,
    critical,
    grouped: groups !== undefined,
    blocks: asked,
    planned: { blocks: blocks.length, items: blocks.reduce((sum, size) => sum + size, 0) },
    ...(binary ? { pairs: pairsOf(candidate, baseline) } : {}),
  }
}

function faultIn(
  candidate: readonly number[],
  baseline: readonly number[],
  groups: readonly string[] | undefined,
): string | undefined {
  if (candidate.length !== baseline.length)
    return `${candidate.length} scores of the candidate, and ${baseline.length} of the baseline`
  if (groups !== undefined && groups.length !== candidate.length)
    return `${candidate.length} scores, and ${groups.length} groups`
  const wrong = [...candidate, ...baseline].find((score) => !(score >= 0 && score <= 1))
  return wrong === undefined ? undefined : `a score of ${wrong} lies outside [0, 1]`
}

/** Items of a group are neighbours, and a block never ends inside one. */
function differences(
  candidate: readonly number[],
  baseline: readonly number[],
  groups: readonly string[] | undefined,
  start: number,
  end: number,
): number[] {
  const units: { group: string | undefined; sum: number; items: number }[] = []
  for (let item = start; item < end; item++) {
    const group = groups?.[item]
    const difference = Number(candidate[item]) - Number(baseline[item])
    const last = units.at(-1)
    if (last !== undefined && group !== undefined && last.group === group) {
      last.sum += difference
      last.items += 1
    } else units.push({ group, sum: difference, items: 1 })
  }
  return units.map(({ sum, items }) => sum / items)
}

function pairsOf(candidate: readonly number[], baseline: readonly number[]): NonNullable<TaskUnits['pairs']> {
  const count = (of: (a: number, b: number) => boolean) =>
    candidate.filter((score, item) => of(score, Number(baseline[item]))).length
  return {
    onlyCandidate: count((a, b) => a > b),
    onlyBaseline: count((a, b) => a < b),
    both: count((a, b) => a === 1 && b === 1),
  }
}
