import fc from 'fast-check'

/** Some of several things, at least one, each by a coin of its own, so that any one of them may be what is left after shrinking. */
export const some = <T>(of: readonly T[]): fc.Arbitrary<T[]> =>
  fc
    .tuple(...of.map(() => fc.boolean()))
    .map((taken) => of.filter((_, index) => taken[index] === true))
    .filter((taken) => taken.length > 0 || of.length === 0)
