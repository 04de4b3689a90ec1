import fc from 'fast-check'
import { caseCache, type CaseCache } from './caseCache.ts'
import type { Law } from './law.ts'
import { requirePlan, type SearchPlan } from './searchPlan.ts'
import type { SearchResult, Tried } from './searchResult.ts'
import { shrink } from './shrink.ts'
import { corrected, firstViolated, type Start, startsOf } from './starts.ts'

/**
 * Looks for a case that breaks a law, and for the smallest that does.
 *
 * Known counterexamples are tried first, then the cases that fast-check draws from the seed, asked together, and from the smallest
 * violation of all on ever smaller ones. With a `path`, only the case there. What is drawn is asked together whatever is known already, and what
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
  const began = clock()
  const isOver = () => clock() - began >= plan.seconds * 1000
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
  const isBroken = known.some(({ outcome }) => outcome.state === 'violated')
  const drawn = drawCases(law.cases, plan)
  const passing = plan.path === undefined ? together : alone
  const passed = isBroken && !plan.whole ? [] : await firstPass(drawn, passing, plan, isOver)
  const forPass = spent()

  for (const one of known) together.learn(one.case, one.outcome)
  const start = await firstViolated(startsOf(remembered, known, passed, law, plan), alone)
  const tried = passed.map((one) => (one.outcome.state === 'violated' ? corrected(one, alone) : one))
  const beforeShrinking = together.evaluations()
  const smallest = start === undefined ? undefined : await shrinkOn(start, law, together, plan, isOver)
  const shrinking = together.evaluations() - beforeShrinking
  const shown =
    start === undefined || smallest === undefined ? undefined : await firstViolated([smallest, start], alone)
  const searched = {
    seed: plan.seed,
    planned: drawn.length,
    tried,
    known,
    evaluations: {
      known: forKnown,
      firstPass: forPass - forKnown,
      shrinking,
      alone: spent() - forPass - shrinking,
    },
  }
  if (shown !== undefined) {
    const outcome = alone.known(shown.case)
    if (outcome?.state !== 'violated')
      throw new Error('a violation was found, and lost again: this is a mistake in kshot')
    return { state: 'violated', ...searched, counterexample: { ...shown, evidence: outcome.evidence } }
  }
  if (tried.length < drawn.length) return { state: 'ended by time', ...searched }
  const isVacuous = tried.every(({ outcome }) => outcome.state === 'unchanged')
  return { state: isVacuous ? 'nothing changed' : 'holds', ...searched }
}

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

/** From a violation on, unless nothing smaller is looked for, or its path leads elsewhere by now. */
async function shrinkOn<Case, Evidence>(
  start: Start<Case>,
  { cases, keyOf, sizeOf }: Law<Case, Evidence>,
  cache: CaseCache<Case, Evidence>,
  plan: SearchPlan,
  isOver: () => boolean,
): Promise<Start<Case>> {
  const { seed, path, ended } = start
  if (ended === 'smallest' || ended === 'replay') return start
  const [there] = sampleAt(cases, { seed, path, unbiased: plan.even })
  if (there === undefined || keyOf(there) !== keyOf(start.case)) return start
  const on = await shrink({ cases, sizeOf }, cache, plan, { seed, path }, isOver)
  return { ...start, ...on, steps: start.steps + on.steps }
}
