/** A comparison for `Array.sort`: by the first of these that tells two values apart. */
export function order<T>(...comparisons: ((a: T, b: T) => number)[]): (a: T, b: T) => number {
  return (a, b) => {
    for (const compare of comparisons) {
      const answer = compare(a, b)
      if (answer !== 0) return answer
    }
    return 0
  }
}

/** Compares by a key: numbers by size, text by code unit, which no locale changes. */
export function by<T>(key: (value: T) => string | number): (a: T, b: T) => number {
  return (a, b) => {
    const left = key(a)
    const right = key(b)
    return left === right ? 0 : left < right ? -1 : 1
  }
}

/** Place of a name in a declared order; names that are not in it come last. */
export function rank(names: readonly string[]): (name: string) => number {
  const places = new Map(names.map((name, index) => [name, index]))
  return (name) => places.get(name) ?? names.length
}
