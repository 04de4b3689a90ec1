/** Entries after which a memory is emptied: a bound, not a tuning. */
const mostRemembered = 200_000

/** Calls once per text and keeps the ids. */
export function remembering(encode: (text: string) => number[]): (text: string) => readonly number[] {
  const memory = new Map<string, number[]>()
  return (text) => {
    const known = memory.get(text)
    if (known !== undefined) return known
    if (memory.size >= mostRemembered) memory.clear()
    const ids = encode(text)
    memory.set(text, ids)
    return ids
  }
}
