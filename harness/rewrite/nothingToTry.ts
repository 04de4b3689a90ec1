import type { Fault } from './rewrite.ts'

/** The fault, if any, of a setting that lists which of the `known` may be tried: it lists none, or others. */
export function nothingToTry(
  key: string,
  list: readonly unknown[] | undefined,
  known: readonly (string | number)[],
): Fault[] {
  const isKnown = list?.every((each) => known.some((one) => one === each)) ?? true
  if (list === undefined || (list.length > 0 && isKnown)) return []
  return [
    {
      keys: [key],
      what: list.length === 0 ? 'lists nothing' : 'lists what is not known',
      expected: `at least one of ${known.join(', ')}`,
      found: list.length === 0 ? 'an empty list' : list.join(', '),
      todo: 'Name one, or delete the key to try all.',
    },
  ]
}
