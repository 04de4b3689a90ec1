import fc from 'fast-check'

/**
 * One to four changes of a kind, which shrink to any one of them: a list that may not be empty would keep its last one,
 * also where that changes nothing.
 */
export const several = <T>(change: fc.Arbitrary<T>): fc.Arbitrary<T[]> =>
  fc.array(change, { maxLength: 4 }).filter(({ length }) => length > 0)
