/** How positions turn into angles. `linear` divides every frequency, `llama3` the low ones, `yarn` those that turn seldom over the original length, `longrope` each by its own factor, of which a sequence beyond the original length has others, from its first token on. */
export type Rope = { theta: number; width: number } & (
  | { kind: 'default' }
  | { kind: 'linear'; factor: number }
  | { kind: 'llama3'; factor: number; lowFactor: number; highFactor: number; original: number }
  | { kind: 'yarn'; factor: number; fast: number; slow: number; original: number; whole: boolean; gain: number }
  | { kind: 'longrope'; short: readonly number[]; long: readonly number[]; original: number; gain: number }
)

/** Angle per position of each pair of the turned dimensions, [rope.width / 2], within the original length; rounding follows transformers, which computes in float32. */
export function inverseFrequencies(rope: Rope): number[] {
  const plain = plainFrequencies(rope)
  switch (rope.kind) {
    case 'default':
      return plain
    case 'linear':
      return plain.map((f) => f / rope.factor)
    case 'llama3':
      return plain.map((f) => llama3(f, rope))
    case 'yarn':
      return yarn(plain, rope)
    case 'longrope':
      return plain.map((f, i) => f / (rope.short[i] ?? 1))
  }
}

/** The same for sequences beyond the original length. */
export function stretchedFrequencies(rope: Extract<Rope, { kind: 'longrope' }>): number[] {
  return plainFrequencies(rope).map((f, i) => f / (rope.long[i] ?? 1))
}

function plainFrequencies({ theta, width }: Rope): number[] {
  return Array.from({ length: width / 2 }, (_, i) => Math.fround(1 / theta ** ((2 * i) / width)))
}

/** What cosines and sines are multiplied by. */
export function ropeGain(rope: Rope): number {
  return rope.kind === 'yarn' || rope.kind === 'longrope' ? rope.gain : 1
}

/** Long waves are slowed by the factor, short ones kept, those between blended (Llama 3.1). */
function llama3(frequency: number, rope: Extract<Rope, { kind: 'llama3' }>): number {
  const wave = (2 * Math.PI) / frequency
  if (wave < rope.original / rope.highFactor) return frequency
  if (wave > rope.original / rope.lowFactor) return frequency / rope.factor
  const blend = (rope.original / wave - rope.lowFactor) / (rope.highFactor - rope.lowFactor)
  return ((1 - blend) * frequency) / rope.factor + blend * frequency
}

/** Pairs that turn more than `fast` times over the original length are kept, those below `slow` times divided by the factor (arXiv 2309.00071). */
function yarn(plain: readonly number[], rope: Extract<Rope, { kind: 'yarn' }>): number[] {
  const { theta, width, fast, slow, original, whole, factor } = rope
  const pairThatTurns = (times: number): number =>
    (width * Math.log(original / (times * 2 * Math.PI))) / (2 * Math.log(theta))
  const round = (pair: number, to: (n: number) => number): number => (whole ? to(pair) : pair)
  const first = Math.max(round(pairThatTurns(fast), Math.floor), 0)
  const last = Math.min(round(pairThatTurns(slow), Math.ceil), width - 1)
  // Two equal ends would divide by zero; the same small step as in transformers.
  const span = last === first ? 0.001 : last - first
  return plain.map((f, i) => {
    const slowed = Math.min(Math.max((i - first) / span, 0), 1)
    return (f / factor) * slowed + f * (1 - slowed)
  })
}
