import fc from 'fast-check'
import type { CaseCache } from './caseCache.ts'
import { compareSizes } from './compareSizes.ts'
import type { Law } from './law.ts'
import type { SearchPlan } from './searchPlan.ts'
import type { ShrinkEnd } from './searchResult.ts'

/**
 * Goes from a violation to ever smaller ones, until nothing smaller is violated or the budget is spent.
 *
 * fast-check walks: a path of it replays the result, the smallest violation that it came by. What it asks about next is looked up ahead,
 * so that the siblings of one step are asked together; those that turn out not to be needed are counted too. Errors: a path along which
 * nothing is violated.
 *
 * @param from the path of a violation that the cache knows
 * @param isOver whether the time has come to an end
 */
export async function shrink<Case, Evidence>(
  { cases, sizeOf }: Pick<Law<Case, Evidence>, 'cases' | 'sizeOf'>,
  cache: CaseCache<Case, Evidence>,
  plan: Pick<SearchPlan, 'cases' | 'even' | 'shrink' | 'siblings'>,
  from: { seed: number; path: string },
  isOver: () => boolean,
): Promise<Shrunk<Case>> {
  const before = cache.evaluations()
  let ended: ShrinkEnd = 'smallest'
  let upcoming: readonly Case[] = []
  const failures: unknown[] = []
  const property = fc.asyncProperty(cases, async (one) => {
    if (cache.known(one) === undefined) {
      const left = plan.shrink - (cache.evaluations() - before)
      if (left <= 0 || isOver()) {
        ended = left <= 0 ? 'evaluations' : 'time'
        // Ends the run, which keeps the smallest violation so far.
        throw new fc.PreconditionFailure(true)
      }
      try {
        await cache.ask([one, ...upcoming.filter((next) => cache.known(next) === undefined).slice(0, left - 1)])
      } catch (error) {
        // To fast-check an error would be a violation like any other.
        failures.push(error)
        throw new fc.PreconditionFailure(true)
      }
    }
    return cache.known(one)?.state !== 'violated'
  })
  const run = await fc.check(
    lookingAhead(property, plan.siblings, (next) => (upcoming = next)),
    {
      ...from,
      numRuns: plan.cases,
      unbiased: plan.even,
      examples: [],
      endOnFailure: false,
      verbose: fc.VerbosityLevel.Verbose,
    },
  )
  if (failures.length > 0) throw failures[0]
  if (run.counterexamplePath === null)
    throw new Error(`seed ${from.seed}, path ${from.path}: nothing is violated there`)
  const walked = run.failures.map(([one]) => ({ case: one, size: sizeOf(one) }))
  const steps = walked.reduce(
    (best, one, index) => (compareSizes(one.size, walked[best]?.size ?? []) <= 0 ? index : best),
    0,
  )
  const [smallest] = walked.slice(steps)
  if (smallest === undefined) throw new Error('fast-check kept no failure: this is a mistake in kshot')
  // Each step of the walk is one more number of the path.
  const length = from.path.split(':').length + steps
  return { case: smallest.case, path: run.counterexamplePath.split(':').slice(0, length).join(':'), steps, ended }
}

export interface Shrunk<Case> {
  case: Case
  path: string
  steps: number
  ended: ShrinkEnd
}

/** The same property, which tells before each candidate of a shrink step which others follow, at most `siblings` with itself. */
function lookingAhead<Case>(
  property: fc.IAsyncPropertyWithHooks<[Case]>,
  siblings: number,
  tell: (next: Case[]) => void,
): fc.IAsyncProperty<[Case]> {
  function* window(candidates: Iterator<fc.Value<[Case]>>): IterableIterator<fc.Value<[Case]>> {
    const held: fc.Value<[Case]>[] = []
    for (;;) {
      while (held.length < siblings) {
        const next = candidates.next()
        if (next.done === true) break
        held.push(next.value)
      }
      const first = held.shift()
      if (first === undefined) return
      tell(held.map(({ value: [one] }) => one))
      yield first
    }
  }
  return {
    isAsync: () => property.isAsync(),
    generate: (random, run) => property.generate(random, run),
    shrink: (value) => fc.stream(window(property.shrink(value)[Symbol.iterator]())),
    run: (value) => property.run(value),
    runBeforeEach: () => property.runBeforeEach(),
    runAfterEach: () => property.runAfterEach(),
  }
}
