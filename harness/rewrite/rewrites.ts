import fc from 'fast-check'
import type { Plan } from './plan.ts'
import { REWRITES, type RewriteName, type SettingsOf } from './registry.ts'

/** Rewrites as arbitraries of fast-check, for suites and for tests of one's own: each gives plans, which shrink to the smallest change. */
export const rewrites = {
  optionOrder: (settings: SettingsOf<'option-order'> = {}) => plansOf('option-order', settings),
  /** One plan after the other. */
  compose: (...plans: fc.Arbitrary<Plan>[]): fc.Arbitrary<Plan> => fc.tuple(...plans).map((each) => each.flat()),
}

/** The plans of one rewrite. Throws a RangeError for settings that mean nothing. */
export function plansOf<Name extends RewriteName>(rewrite: Name, settings: SettingsOf<Name>): fc.Arbitrary<Plan> {
  const [fault] = REWRITES[rewrite].faults(settings)
  if (fault !== undefined)
    throw new RangeError(
      `${[rewrite, ...fault.keys].join('.')}: ${fault.what}: expected ${fault.expected}, found ${fault.found}. ${fault.todo}`,
    )
  return REWRITES[rewrite].changes(settings).map((changes) => [{ rewrite, changes }])
}
