/**
 * The first of some suspects that is spoilt by itself. A value that is no number spreads through attention to all texts of a pack, masked or
 * not (0 times NaN is NaN), so each suspect is computed alone. Only the way to an error is slow.
 */
export async function firstSpoilt(
  suspects: readonly number[],
  isSpoilt: (suspect: number) => Promise<boolean>,
): Promise<number> {
  for (const suspect of suspects) if (await isSpoilt(suspect)) return suspect
  return suspects[0] ?? 0
}
