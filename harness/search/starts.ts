import type { CaseCache } from './caseCache.ts'
import { compareSizes } from './compareSizes.ts'
import type { KnownCounterexample, Law } from './law.ts'
import type { SearchPlan } from './searchPlan.ts'
import type { Counterexample, Tried } from './searchResult.ts'

/** A violation to begin with; `known` says whether an earlier run had found it. */
export type Start<Case> = Omit<Counterexample<Case, unknown>, 'evidence'>

/** All violations that there are to begin with, the smallest first; those of earlier runs before those of this one, and finished ones before others. */
export function startsOf<Case, Evidence>(
  remembered: readonly KnownCounterexample<Case>[],
  known: readonly Tried<Case, Evidence>[],
  passed: readonly Tried<Case, Evidence>[],
  { sizeOf }: Law<Case, Evidence>,
  { seed, path }: SearchPlan,
): Start<Case>[] {
  const ended = path === undefined ? 'evaluations' : 'replay'
  const starts = [
    ...remembered.flatMap((one, index): Start<Case>[] =>
      known[index]?.outcome.state === 'violated' ? [{ ...one, known: true }] : [],
    ),
    ...passed.flatMap(({ case: one, outcome }, index): Start<Case>[] =>
      outcome.state === 'violated'
        ? [{ case: one, first: one, seed, path: path ?? String(index), steps: 0, ended, known: false }]
        : [],
    ),
  ]
  return starts
    .map((start) => ({ start, size: [...sizeOf(start.case), start.ended === 'smallest' ? 0 : 1] }))
    .sort((a, b) => compareSizes(a.size, b.size))
    .map(({ start }) => start)
}

/** The first that breaks the law also when it is asked by itself: what only its neighbours' rounding broke does not. */
export async function firstViolated<Case, Evidence>(
  starts: readonly Start<Case>[],
  alone: CaseCache<Case, Evidence>,
): Promise<Start<Case> | undefined> {
  for (const start of starts) {
    const [outcome] = await alone.ask([start.case])
    if (outcome?.state === 'violated') return start
  }
  return undefined
}

export function corrected<Case, Evidence>(
  tried: Tried<Case, Evidence>,
  alone: CaseCache<Case, Evidence>,
): Tried<Case, Evidence> {
  return { ...tried, outcome: alone.known(tried.case) ?? tried.outcome }
}
