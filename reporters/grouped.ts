import { clean } from './width.ts'

/** How many subjects are named before the rest is counted. */
const NAMED = 6

/** Entries that say the same, with their subjects. */
export function grouped<T extends { subject: string }>(
  entries: readonly T[],
  key: (entry: T) => string,
): [string, string[]][] {
  const groups = new Map<string, string[]>()
  for (const entry of entries) groups.set(key(entry), [...(groups.get(key(entry)) ?? []), entry.subject])
  return [...groups]
}

/** The first few subjects, and how many more there are. */
export function naming(subjects: readonly string[]): string {
  const named = subjects.slice(0, NAMED).map(clean).join(', ')
  return subjects.length > NAMED ? `${named} and ${subjects.length - NAMED} more` : named
}
