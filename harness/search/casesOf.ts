import fc from 'fast-check'

/** One case of a law about prompts: an item, and a plan of how its prompt is rewritten. */
export interface PlannedCase<Plan> {
  /** Unique over the items of the law. */
  item: string
  plan: Plan
}

/**
 * Cases of these items under these plans, every item equally likely. Shrinking makes the plan smaller and keeps the item: a smaller
 * violation of another item would be another finding.
 */
export function casesOf<Plan>(items: readonly string[], plans: fc.Arbitrary<Plan>): fc.Arbitrary<PlannedCase<Plan>> {
  return fc.record({ item: fc.noShrink(fc.constantFrom(...items)), plan: plans }, { noNullPrototype: true })
}
