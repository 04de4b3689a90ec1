import type { CaseOutcome } from './searchResult.ts'

/** Asks about cases by their value: what was asked once is not asked again. */
export interface CaseCache<Case, Evidence> {
  /** The outcomes of cases, in their order; those that are not known are asked about together. */
  ask: (cases: readonly Case[]) => Promise<CaseOutcome<Evidence>[]>
  /** What is known of a case without asking. */
  known: (one: Case) => CaseOutcome<Evidence> | undefined
  /** Takes in what is known of a case from elsewhere. */
  learn: (one: Case, outcome: CaseOutcome<Evidence>) => void
  /** Cases that somebody was asked about so far: those that changed nothing are not counted. */
  evaluations: () => number
}

/** A cache over `ask`; cases of one key are one value. An error where `ask` gives another number of outcomes than it was given cases. */
export function caseCache<Case, Evidence>(
  ask: (cases: readonly Case[]) => Promise<readonly CaseOutcome<Evidence>[]>,
  keyOf: (one: Case) => string,
): CaseCache<Case, Evidence> {
  const outcomes = new Map<string, CaseOutcome<Evidence>>()
  let evaluations = 0
  return {
    async ask(cases) {
      const keys = cases.map(keyOf)
      const unknown = new Map<string, Case>()
      for (const [index, one] of cases.entries()) {
        const key = String(keys[index])
        if (!outcomes.has(key) && !unknown.has(key)) unknown.set(key, one)
      }
      if (unknown.size > 0) {
        const answers = await ask([...unknown.values()])
        if (answers.length !== unknown.size)
          throw new Error(`${unknown.size} cases were asked about, and ${answers.length} outcomes came back`)
        for (const [index, key] of [...unknown.keys()].entries()) {
          const outcome = answers[index]
          if (outcome === undefined) continue
          outcomes.set(key, outcome)
          if (outcome.state !== 'unchanged') evaluations += 1
        }
      }
      return keys.flatMap((key) => outcomes.get(key) ?? [])
    },
    known: (one) => outcomes.get(keyOf(one)),
    learn: (one, outcome) => void outcomes.set(keyOf(one), outcome),
    evaluations: () => evaluations,
  }
}
