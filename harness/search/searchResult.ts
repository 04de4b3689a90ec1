/** What one case says of a law, and what the judge wants kept of it. */
export type CaseOutcome<Evidence> =
  | { state: 'holds'; evidence: Evidence }
  | { state: 'violated'; evidence: Evidence }
  /** The rewrites leave this prompt as it is, so that it says nothing of the law; nobody is asked, and it costs nothing. */
  | { state: 'unchanged' }

/** A case that was looked at, with its outcome. */
export interface Tried<Case, Evidence> {
  case: Case
  outcome: CaseOutcome<Evidence>
}

/** What a search for a violation found. The same request gives the same result, byte for byte, but where time ended it. */
export type SearchResult<Case, Evidence> = Searched<Case, Evidence> &
  (
    | { state: 'violated'; counterexample: Counterexample<Case, Evidence> }
    /** No violation among the planned cases, all of which were tried. */
    | { state: 'holds' }
    /** No violation among those that were tried: `tried.length` of `planned`, the first of the plan. */
    | { state: 'ended by time' }
    /** All planned cases were tried, and not one of them changed its prompt. */
    | { state: 'nothing changed' }
  )

/** What was looked at, whatever was found. */
export interface Searched<Case, Evidence> {
  seed: number
  /** Cases that the plan has; 1 where a path replays one. */
  planned: number
  /** The first pass, in the order in which the seed draws it. A case that is drawn again stands here again, and was asked once. */
  tried: Tried<Case, Evidence>[]
  /** Counterexamples of earlier runs, in the order in which they were found: those that hold now are kept all the same. */
  known: Tried<Case, Evidence>[]
  /** Cases that somebody was asked about; `alone`: those that were asked once more, by themselves. */
  evaluations: { known: number; firstPass: number; shrinking: number; alone: number }
}

/** The smallest violation that was found. */
export interface Counterexample<Case, Evidence> {
  case: Case
  evidence: Evidence
  /** What reproduces it: the same arbitrary at this seed, along this path. */
  seed: number
  path: string
  /** The violation that shrinking began with. */
  first: Case
  /** Smaller violations that shrinking went through. */
  steps: number
  /** `smallest`: nothing smaller is violated; else what ended shrinking, so that a smaller one may exist. */
  ended: ShrinkEnd
  /** Whether an earlier run had found it. */
  known: boolean
}

/** `replay`: it was asked for by its path, and nothing smaller was looked for. */
export type ShrinkEnd = 'smallest' | 'evaluations' | 'time' | 'replay'
