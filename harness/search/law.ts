import type fc from 'fast-check'
import type { CaseOutcome, Counterexample } from './searchResult.ts'

/** What is searched, and how. */
export interface Law<Case, Evidence> {
  /** What a case is; the same at every run, or no path replays. */
  cases: fc.Arbitrary<Case>
  /** Equal for cases that put the same question. */
  keyOf: (one: Case) => string
  /** The smaller one is shown, as `compareSizes` has it; of equals the one that was found first. */
  sizeOf: (one: Case) => readonly number[]
  /** Outcomes in the order of the cases, a function of each case alone but for rounding. */
  ask: (cases: readonly Case[], signal: AbortSignal) => Promise<readonly CaseOutcome<Evidence>[]>
  /** Counterexamples of earlier runs. */
  known: readonly KnownCounterexample<Case>[]
}

export type KnownCounterexample<Case> = Pick<
  Counterexample<Case, unknown>,
  'case' | 'first' | 'seed' | 'path' | 'steps' | 'ended'
>
