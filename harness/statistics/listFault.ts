/**
 * Why lists of scores cannot be analysed together, or nothing when they can: unequal lengths, too few, not finite.
 *
 * @param lists the lists by the names that a reader knows them under; at least one
 * @param least the fewest entries that the statistic needs
 */
export function listFault(lists: Readonly<Record<string, ArrayLike<number>>>, least: number): string | undefined {
  const entries = Object.entries(lists)
  const [first] = entries
  if (first === undefined) return 'no list was given'
  const [firstName, firstList] = first
  for (const [name, list] of entries) {
    if (list.length !== firstList.length)
      return `${firstList.length} values of ${firstName} but ${list.length} of ${name}`
  }
  if (firstList.length < least) return `needs at least ${least} values of ${firstName}, got ${firstList.length}`
  for (const [name, list] of entries) {
    for (let i = 0; i < list.length; i++) {
      if (!Number.isFinite(list[i])) return `value ${i + 1} of ${list.length} of ${name} is not a finite number`
    }
  }
  return undefined
}
