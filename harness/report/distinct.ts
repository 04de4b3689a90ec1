/** The parts without repetitions, one per name. Two different parts of one name are an error that says where they differ. */
export function distinct<T extends object>(kind: string, parts: readonly T[], name: (part: T) => string): T[] {
  const found = new Map<string, T>()
  for (const part of parts) {
    const known = found.get(name(part))
    if (known === undefined) found.set(name(part), part)
    else if (stable(known) !== stable(part)) {
      const fields = Object.entries(part).filter(
        ([key, value]) => stable(value) !== stable(Object.entries(known).find(([other]) => other === key)?.[1]),
      )
      throw new Error(
        `the ${kind} ${name(part)} was reported twice, with different ${fields.map(([key]) => key).join(', ') || 'fields'}; ` +
          'shards must come from the same suites, models and version of kshot',
      )
    }
  }
  return [...found.values()]
}

/** JSON with sorted keys: equal for equal values. */
function stable(value: unknown): string {
  return JSON.stringify(value, (_, entry: unknown) =>
    typeof entry === 'object' && entry !== null && !Array.isArray(entry)
      ? Object.fromEntries(Object.entries(entry).sort(([a], [b]) => (a < b ? -1 : 1)))
      : entry,
  )
}
