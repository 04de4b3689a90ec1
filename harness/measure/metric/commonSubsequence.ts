/** Length of the longest common subsequence of two lists of tokens; memory grows with the shorter side only. */
export function commonLength(left: readonly string[], right: readonly string[]): number {
  const [long, short] = left.length < right.length ? [right, left] : [left, right]
  const lengths = new Uint32Array(short.length + 1)
  for (const token of long) {
    let diagonal = 0
    for (const [j, other] of short.entries()) {
      const above = Number(lengths[j + 1])
      lengths[j + 1] = token === other ? diagonal + 1 : Math.max(above, Number(lengths[j]))
      diagonal = above
    }
  }
  return Number(lengths[short.length])
}

/** Places, in `left`, of one longest common subsequence; of several, the one that the package rouge_score takes. */
export function commonPlaces(left: readonly string[], right: readonly string[]): number[] {
  const width = right.length + 1
  const lengths = new Uint32Array((left.length + 1) * width)
  const at = (i: number, j: number) => Number(lengths[i * width + j])
  for (let i = 1; i <= left.length; i++) {
    for (let j = 1; j <= right.length; j++) {
      lengths[i * width + j] =
        left[i - 1] === right[j - 1] ? at(i - 1, j - 1) + 1 : Math.max(at(i - 1, j), at(i, j - 1))
    }
  }
  const places: number[] = []
  let i = left.length
  let j = right.length
  while (i > 0 && j > 0) {
    if (left[i - 1] === right[j - 1]) {
      places.push(--i)
      j--
    } else if (at(i, j - 1) > at(i - 1, j)) j--
    else i--
  }
  return places.reverse()
}
