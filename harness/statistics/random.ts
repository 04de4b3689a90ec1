/** A source of independent 32-bit words. */
export type Stream = () => number

/**
 * A stream of random 32-bit words, keyed by a seed and what it is for.
 *
 * Streams of different keys are independent, so that adding a task never changes the numbers drawn for another.
 * Generator: sfc32 (Doty-Humphrey, PractRand), period at least 2^32 for every key; not for secrets.
 *
 * @example stream(7, 'restricted permutation', 'nli')() // the same word on every machine
 */
export function stream(seed: number, ...key: readonly (string | number)[]): Stream {
  let [a, b, c] = fingerprint(JSON.stringify([seed, ...key]))
  let counter = 1
  const next = () => {
    const word = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + word
    c |= 0
    return word >>> 0
  }
  for (let i = 0; i < 15; i++) next()
  return next
}

/** A whole number in [0, bound), each equally likely; `bound` is in [1, 2^32]. */
export function below(bound: number, next: Stream): number {
  // The remainder of a word would favour small numbers: words beyond the last full multiple are drawn again.
  const full = 2 ** 32 - (2 ** 32 % bound)
  let word = next()
  while (word >= full) word = next()
  return word % bound
}

/** A number in [0, 1), a multiple of 2^-53. */
export function uniform(next: Stream): number {
  return ((next() >>> 5) * 2 ** 26 + (next() >>> 6)) / 2 ** 53
}

/** Puts `values` in a random order, in place; every order is equally likely (Fisher-Yates). */
export function shuffle(values: { [index: number]: number; readonly length: number }, next: Stream): void {
  for (let last = values.length - 1; last > 0; last--) {
    const other = below(last + 1, next)
    const held = Number(values[last])
    values[last] = Number(values[other])
    values[other] = held
  }
}

/** Three well-mixed words of a text: FNV-1a from three offsets, then MurmurHash3's finaliser. */
function fingerprint(text: string): [number, number, number] {
  const bytes = new TextEncoder().encode(text)
  const word = (offset: number) => {
    let hash = offset
    for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193)
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
    return hash ^ (hash >>> 16)
  }
  return [word(0x811c9dc5), word(0x9e3779b9), word(0x7f4a7c15)]
}

/** Fills the first `count` entries of `into` with whole numbers in [0, bound), each equally likely. */
export type IndexSource = (bound: number, into: Uint32Array, count: number) => void

/**
 * A stream of random indices in bulk, for resampling: the generator of `stream` in one loop, without a call per number.
 *
 * `bound` is in [1, 2^21], so that a word times it is an exact double. Exactly uniform, without a division.
 * Source: Lemire 2019, ACM Transactions on Modeling and Computer Simulation 29.
 */
export function indexSource(seed: number, ...key: readonly (string | number)[]): IndexSource {
  const next = stream(seed, ...key)
  let [a, b, c, counter] = [next() | 0, next() | 0, next() | 0, next() | 0]
  return (bound, into, count) => {
    const uneven = 2 ** 32 % bound
    let [x, y, z, k] = [a, b, c, counter]
    for (let i = 0; i < count;) {
      const word = (x + y + k) | 0
      k = (k + 1) | 0
      x = y ^ (y >>> 9)
      y = (z + (z << 3)) | 0
      z = (((z << 21) | (z >>> 11)) + word) | 0
      const product = (word >>> 0) * bound
      const index = Math.floor(product * 2 ** -32)
      // Some indices own one word more than others: words that fall into the surplus are drawn again.
      if (product - index * 2 ** 32 >= uneven) into[i++] = index
    }
    a = x
    b = y
    c = z
    counter = k
  }
}
