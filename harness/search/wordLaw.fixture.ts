import fc from 'fast-check'
import type { Law } from './law.ts'
import type { SearchPlan } from './searchPlan.ts'
import type { CaseOutcome } from './searchResult.ts'

/** A word breaks the law where it has three of each of two letters; the smallest such words have six. */
export const words = fc.string({ unit: fc.constantFrom('c', 'b', 'a'), maxLength: 40, size: 'max' })
export const breaks = (word: string) => word.split('a').length > 3 && word.split('b').length > 3
export const plan: SearchPlan = {
  seed: 7,
  cases: 200,
  together: 50,
  whole: false,
  even: false,
  shrink: 100,
  siblings: 4,
  seconds: 60,
}
export const still = { clock: () => 0, signal: new AbortController().signal }

/** The law over words, with a list of what was asked at once. */
export function law(rest: Partial<Law<string, number>> = {}, isViolated = breaks) {
  const asked: string[][] = []
  const judge = (word: string): CaseOutcome<number> =>
    word === ''
      ? { state: 'unchanged' }
      : { state: isViolated(word) ? ('violated' as const) : ('holds' as const), evidence: word.length }
  return {
    asked,
    cases: words,
    keyOf: (word: string) => word,
    sizeOf: (): number[] => [],
    known: [],
    ask: async (cases: readonly string[]) => {
      asked.push([...cases])
      return cases.map(judge)
    },
    ...rest,
  }
}
