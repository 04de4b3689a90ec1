import { type CaseEvidence, distanceBetween } from '../search/judgeCase.ts'
import type { PromptCase } from '../search/rewrittenPrompts.ts'
import type { SearchResult, Tried } from '../search/searchResult.ts'
import type { Property } from '../suite/property.ts'
import type { PropertyCase, PropertyFinds, PropertyRule } from './property.ts'

/** What a property claims of its cases. */
export function propertyRule({ law, alpha }: Pick<Property, 'law' | 'alpha'>): PropertyRule {
  if (typeof law.often === 'number') return { claims: 'often', share: law.often, alpha }
  if (law.of === 'answer' || law.often === 'always') return { claims: 'always', alpha }
  return { claims: law.of, within: law.within, alpha }
}

/** What a search of prompts left to judge. */
export function propertyFinds(result: SearchResult<PromptCase, CaseEvidence>): PropertyFinds {
  return {
    planned: result.planned,
    cases: result.tried.map(judged),
    ended: result.tried.length < result.planned ? 'time' : 'whole plan',
    counterexample: result.state === 'violated',
  }
}

function judged({ case: { item: name }, outcome }: Tried<PromptCase, CaseEvidence>): PropertyCase {
  const at = name.indexOf('#')
  const about = { task: name.slice(0, at), item: name.slice(at + 1), state: outcome.state }
  if (outcome.state === 'unchanged') return about
  // Prompts that are one to the model get one answer: what it is, nobody needs to ask.
  if (outcome.evidence.by === 'tokens') return { ...about, score: { before: 0, after: 0 }, distance: 0 }
  const { before, after } = outcome.evidence
  const distance = distanceBetween(before, after)
  return {
    ...about,
    score: { before: before.score, after: after.score },
    ...(distance === undefined ? {} : { distance }),
  }
}
