/** Calls a function once for each argument; later calls get the first result. */
export function remembered<In, Out>(compute: (input: In) => Out): (input: In) => Out {
  const results = new Map<In, { result: Out }>()
  return (input) => {
    const known = results.get(input) ?? { result: compute(input) }
    results.set(input, known)
    return known.result
  }
}
