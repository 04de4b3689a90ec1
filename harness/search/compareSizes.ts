/** Below 0 where `a` is the smaller one, above 0 where `b` is: the first number that differs decides, and 0 says that none does. */
export function compareSizes(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, index) => value !== b[index])
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0)
}
