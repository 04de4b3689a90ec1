/** How often each n-gram of an order occurs. Tokens hold no space, so that a space can stand between them in a key. */
export function countNgrams(tokens: readonly string[], order: number): Map<string, number> {
  const counts = new Map<string, number>()
  for (let start = 0; start + order <= tokens.length; start++) {
    const key = tokens.slice(start, start + order).join(' ')
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return counts
}

/** How many n-grams two texts share, each counted as often as it occurs in both. */
export function overlap(some: ReadonlyMap<string, number>, others: ReadonlyMap<string, number>): number {
  let shared = 0
  for (const [key, count] of some) shared += Math.min(count, others.get(key) ?? 0)
  return shared
}
