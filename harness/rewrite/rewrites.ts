import fc from 'fast-check'
import type { Plan } from './plan.ts'
import { REWRITES, type RewriteName, type RewriteSettings } from './registry.ts'

/**
 * Rewrites as arbitraries of fast-check, for tests of one's own: each gives plans that do not depend on a prompt, and shrink to the
 * smallest change.
 */
export const rewrites = {
  spacing: (settings: RewriteSettings['spacing'] = {}) => plansOf('spacing', settings),
  letterCase: (settings: RewriteSettings['letter-case'] = {}) => plansOf('letter-case', settings),
  punctuation: () => plansOf('punctuation', {}),
  optionOrder: () => plansOf('option-order', {}),
  optionLabels: (settings: RewriteSettings['option-labels'] = {}) => plansOf('option-labels', settings),
  labelWords: (settings: RewriteSettings['label-words'] = {}) => plansOf('label-words', settings),
  fieldNames: (settings: RewriteSettings['field-names'] = {}) => plansOf('field-names', settings),
  template: () => plansOf('template', {}),
  ladder: (settings: RewriteSettings['ladder'] = {}) => plansOf('ladder', settings),
  exemplarOrder: () => plansOf('exemplar-order', {}),
  exemplarChoice: () => plansOf('exemplar-choice', {}),
  exemplarCount: (settings: RewriteSettings['exemplar-count'] = {}) => plansOf('exemplar-count', settings),
  exemplarCorruption: (settings: RewriteSettings['exemplar-corruption'] = {}) =>
    plansOf('exemplar-corruption', settings),
  distractor: (settings: RewriteSettings['distractor'] = {}) => plansOf('distractor', settings),
  typos: (settings: RewriteSettings['typos']) => plansOf('typos', settings),
  unicode: (settings: RewriteSettings['unicode'] = {}) => plansOf('unicode', settings),
  synonyms: (settings: RewriteSettings['synonyms']) => plansOf('synonyms', settings),
  translation: (settings: RewriteSettings['translation']) => plansOf('translation', settings),
  /** The changes of one after those of the other. */
  compose: (...plans: fc.Arbitrary<Plan>[]): fc.Arbitrary<Plan> => fc.tuple(...plans).map((each) => each.flat()),
}

/** The plans of one rewrite. Throws a RangeError for settings that mean nothing. */
export function plansOf<Name extends RewriteName>(name: Name, settings: RewriteSettings[Name]): fc.Arbitrary<Plan> {
  const rewrite = REWRITES[name]
  const [fault] = rewrite.faults(settings)
  if (fault === undefined) return rewrite.changes(settings).map((changes): Plan => [{ rewrite: name, changes }])
  const { keys, what, expected, found, todo } = fault
  throw new RangeError(`${[name, ...keys].join('.')}: ${what}: expected ${expected}, found ${found}. ${todo}`)
}
