import fc from 'fast-check'
import { caseCache, type CaseCache } from './caseCache.ts'
import { requirePlan, type SearchPlan } from './searchPlan.ts'
import type { CaseOutcome, Counterexample, SearchResult, Tried } from './searchResult.ts'
import { shrink } from './shrink.ts'

/**
 * Looks for a case that breaks a law, and for the smallest that does.
 *
 * Known counterexamples are tried first, then the cases that fast-check draws from the seed, asked together, and from the first
 * violation on ever smaller ones. With a `path`, only the case there. What is drawn is asked together whatever is known already, and what
 * is known or shown in the end is asked by itself: the next run makes the same requests, and finds them answered. Errors: those of
 * `requirePlan`, of `ask`, a path that leads nowhere, and the reason of the signal once it is aborted.
 *
 * @param clock milliseconds, from any start
 */
export async function search<Case, Evidence>(
  law: Law<Case, Evidence>,
  plan: SearchPlan,
  { clock, signal }: { clock: () => number; signal: AbortSignal },
): Promise<SearchResult<Case, Evidence>> {
  requirePlan(plan)
  const start = clock()
  const isOver = () => clock() - start >= plan.seconds * 1000
  const ask = async (cases: readonly Case[]) => {
    signal.throwIfAborted()
    const outcomes = await law.ask(cases, signal)
    signal.throwIfAborted()
    return outcomes
  }
  const [together, alone] = [caseCache(ask, law.keyOf), caseCache(ask, law.keyOf)]
  const spent = () => together.evaluations() + alone.evaluations()

  const remembered = plan.path === undefined ? law.known : []
  const known: Tried<Case, Evidence>[] = []
  for (const one of remembered) known.push(...(await tryAll([one.case], alone)))
  const forKnown = spent()
  const violated = remembered.filter((_, index) => known[index]?.outcome.state === 'violated')
  const again = violated.find(({ ended }) => ended === 'smallest') ?? violated[0]
  const drawn = drawCases(law.cases, plan)
  const passing = plan.path === undefined ? together : alone
  const tried = again !== undefined && !plan.whole ? [] : await firstPass(drawn, passing, plan, isOver)
  const forPass = spent()

  for (const one of known) together.learn(one.case, one.outcome)
  const found = tried.find(({ outcome }) => outcome.state === 'violated')
  const shrunk =
    again !== undefined
      ? await shrinkOn(again, law, together, plan, isOver)
      : found !== undefined
        ? await shrinkFrom(found.case, law.cases, together, plan, isOver)
        : undefined
  const forShrinking = spent()
  const [shown] = shrunk === undefined ? [] : await alone.ask([shrunk.case])
  const searched = {
    seed: plan.seed,
    planned: drawn.length,
    tried,
    known,
    evaluations: {
      known: forKnown,
      firstPass: forPass - forKnown,
      shrinking: forShrinking - forPass,
      alone: spent() - forShrinking,
    },
  }
  if (shrunk !== undefined) {
    const outcome = shown?.state === 'violated' ? shown : together.known(shrunk.case)
    if (outcome?.state !== 'violated')
      throw new Error('a violation was found, and lost again: this is a mistake in kshot')
    const counterexample = { ...shrunk, evidence: outcome.evidence, known: again !== undefined }
    return { state: 'violated', ...searched, counterexample }
  }
  if (tried.length < drawn.length) return { state: 'ended by time', ...searched }
  const isVacuous = tried.every(({ outcome }) => outcome.state === 'unchanged')
  return { state: isVacuous ? 'nothing changed' : 'holds', ...searched }
}

/** What is searched, and how. */
export interface Law<Case, Evidence> {
  /** What a case is; the same at every run, or no path replays. */
  cases: fc.Arbitrary<Case>
  /** Equal for cases that put the same question. */
  keyOf: (one: Case) => string
  /** Outcomes in the order of the cases, a function of each case alone. */
  ask: (cases: readonly Case[], signal: AbortSignal) => Promise<readonly CaseOutcome<Evidence>[]>
  /** Counterexamples of earlier runs. */
  known: readonly KnownCounterexample<Case>[]
}

export type KnownCounterexample<Case> = Pick<
  Counterexample<Case, unknown>,
  'case' | 'first' | 'seed' | 'path' | 'steps' | 'ended'
>

/**
 * The cases of the first pass, exactly those that `fc.check` tries from the same seed; with a path, the one there.
 * Errors: a path that leads nowhere, as after a change of the items or rewrites.
 */
export function drawCases<Case>(cases: fc.Arbitrary<Case>, plan: Pick<SearchPlan, 'seed' | 'path' | 'cases' | 'even'>) {
  const { seed, path, even } = plan
  const common = { seed, unbiased: even, examples: [] }
  if (path === undefined) return fc.sample(cases, { ...common, numRuns: plan.cases })
  const there = sampleAt(cases, { ...common, path })
  if (there.length === 0)
    throw new Error(
      `path ${path}: leads nowhere from seed ${seed}. Items or rewrites have changed since: search again.`,
    )
  return there
}

function sampleAt<Case>(cases: fc.Arbitrary<Case>, at: { seed: number; unbiased: boolean; path: string }): Case[] {
  try {
    return fc.sample(cases, { ...at, numRuns: 1 })
  } catch {
    return []
  }
}

async function firstPass<Case, Evidence>(
  drawn: readonly Case[],
  cache: CaseCache<Case, Evidence>,
  { together, whole }: SearchPlan,
  isOver: () => boolean,
): Promise<Tried<Case, Evidence>[]> {
  const tried: Tried<Case, Evidence>[] = []
  for (let at = 0; at < drawn.length && !isOver(); at += together) {
    tried.push(...(await tryAll(drawn.slice(at, at + together), cache)))
    if (!whole && tried.some(({ outcome }) => outcome.state === 'violated')) break
  }
  return tried
}

async function tryAll<Case, Evidence>(
  cases: readonly Case[],
  cache: CaseCache<Case, Evidence>,
): Promise<Tried<Case, Evidence>[]> {
  const outcomes = await cache.ask(cases)
  return outcomes.flatMap((outcome, index) => {
    const one = cases[index]
    return one === undefined ? [] : [{ case: one, outcome }]
  })
}

type Smallest<Case> = Omit<Counterexample<Case, unknown>, 'evidence' | 'known'>

async function shrinkFrom<Case, Evidence>(
  first: Case,
  cases: fc.Arbitrary<Case>,
  cache: CaseCache<Case, Evidence>,
  plan: SearchPlan,
  isOver: () => boolean,
): Promise<Smallest<Case>> {
  const { seed, path } = plan
  if (path !== undefined) return { case: first, seed, path, first, steps: 0, ended: 'replay' }
  return { seed, first, ...(await shrink(cases, cache, plan, { seed }, isOver)) }
}

/** Where an earlier run had not come to the end, from where it was, as long as its path still leads there. */
async function shrinkOn<Case, Evidence>(
  { case: one, first, seed, path, steps, ended }: KnownCounterexample<Case>,
  { cases, keyOf }: Law<Case, Evidence>,
  cache: CaseCache<Case, Evidence>,
  plan: SearchPlan,
  isOver: () => boolean,
): Promise<Smallest<Case>> {
  const [there] = ended === 'smallest' ? [] : sampleAt(cases, { seed, path, unbiased: plan.even })
  if (there === undefined || keyOf(there) !== keyOf(one)) return { case: one, seed, path, first, steps, ended }
  const on = await shrink(cases, cache, plan, { seed, path }, isOver)
  return { seed, first, ...on, steps: steps + on.steps }
}
