import { type Defect, withNeeds } from './defects.ts'
import type { Artefacts } from './hypothesis.ts'

/** One comparison of a claim about defects: some of them on, against fewer. */
export interface Step {
  /** The defect that makes the difference, or all of them together. */
  name: Defect | 'all together'
  on: readonly Defect[]
  /** Empty: strict. */
  against: readonly Defect[]
}

/** Each defect with what it needs, against what it needs alone; then all of them against none. */
export function stepsOf({ defects }: Pick<Artefacts, 'defects'>): Step[] {
  const single = defects.map((name): Step => {
    const on = withNeeds([name])
    return { name, on, against: on.filter((defect) => defect !== name) }
  })
  return defects.length === 1 ? single : [...single, { name: 'all together', on: withNeeds(defects), against: [] }]
}

/** The sets of defects that a claim about them switches on, each once, none of them empty. */
export function defectSetsOf(claim: Pick<Artefacts, 'defects'>): (readonly Defect[])[] {
  const sets = stepsOf(claim).flatMap(({ on, against }) => [against, on])
  return [...new Map(sets.map((set) => [set.join(), set])).values()].filter((set) => set.length > 0)
}

/** The name of a condition with defects on: its own where there are none. */
export function nameWith(condition: string, defects: readonly Defect[], claim: Pick<Artefacts, 'items'>): string {
  const items = itemsWith(defects, claim)
  return [condition, ...defects].join(' + ') + (items === undefined ? '' : ` on ${items} items`)
}

/** The items that a claim asks with defects on; undefined: those of the condition. Answers that are written are asked anew, options as a rule are not. */
export function itemsWith(defects: readonly Defect[], { items }: Pick<Artefacts, 'items'>): number | undefined {
  return defects.includes('free-answers') ? items : undefined
}
