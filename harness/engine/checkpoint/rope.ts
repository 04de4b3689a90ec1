/** How positions turn into angles. `linear` divides every frequency, `llama3` the low ones, `yarn` those that turn seldom over the original length, `longrope` each by its own factor, of which a sequence beyond the original length has others, from its first token on. */
export type Rope = { theta: number; width: number } & (
  | { kind: 'default' }
  | { kind: 'linear'; factor: number }
  | { kind: 'llama3'; factor: number; lowFactor: number; highFactor: number; original: number }
  | { kind: 'yarn'; factor: number; fast: number; slow: number; original: number; whole: boolean; gain: number }
  | { kind: 'longrope'; short: readonly number[]; long: readonly number[]; original: number; gain: number }
)

/**
 * Angle per position of each pair of the turned dimensions, [rope.width / 2], within the original length. Rounded after each operation as in
 * transformers, which computes in float32: a last digit more is an angle of 0.0004 at position 4000.
 */
export function inverseFrequencies(rope: Rope): number[] {
  const powers = powersOf(rope)
  const plain = powers.map((power) => round(1 / power))
  switch (rope.kind) {
    case 'default':
      return plain
    case 'linear':
      return plain.map((f) => round(f / rope.factor))
    case 'llama3':
      return plain.map((f) => llama3(f, rope))
    case 'yarn':
      return powers.map((power, i) => yarn(power, i, rope))
    case 'longrope':
      return stretched(powers, rope.short)
  }
}

/** The same for sequences beyond the original length. */
export function stretchedFrequencies(rope: Extract<Rope, { kind: 'longrope' }>): number[] {
  return stretched(powersOf(rope), rope.long)
}

const round = Math.fround

function powersOf({ theta, width }: Rope): number[] {
  return Array.from({ length: width / 2 }, (_, i) => round(theta ** round((2 * i) / width)))
}

function stretched(powers: readonly number[], factors: readonly number[]): number[] {
  return powers.map((power, i) => round(1 / round(round(factors[i] ?? 1) * power)))
}

/** What cosines and sines are multiplied by. */
export function ropeGain(rope: Rope): number {
  return rope.kind === 'yarn' || rope.kind === 'longrope' ? rope.gain : 1
}

/** Long waves are slowed by the factor, short ones kept, those between blended (Llama 3.1). */
function llama3(frequency: number, rope: Extract<Rope, { kind: 'llama3' }>): number {
  // It divides a number by a tensor as a product with the tensor's reciprocal.
  const wave = round(round(1 / frequency) * round(2 * Math.PI))
  if (wave < rope.original / rope.highFactor) return frequency
  if (wave > rope.original / rope.lowFactor) return round(frequency / rope.factor)
  const excess = round(round(round(1 / wave) * rope.original) - rope.lowFactor)
  const blend = round(excess / (rope.highFactor - rope.lowFactor))
  const slowed = round(round(round(1 - blend) * frequency) / rope.factor)
  return round(slowed + round(blend * frequency))
}

/** Pairs that turn more than `fast` times over the original length are kept, those below `slow` times divided by the factor (arXiv 2309.00071). */
function yarn(power: number, i: number, rope: Extract<Rope, { kind: 'yarn' }>): number {
  const { theta, width, fast, slow, original, whole, factor } = rope
  const pairThatTurns = (times: number): number =>
    (width * Math.log(original / (times * 2 * Math.PI))) / (2 * Math.log(theta))
  const rounded = (pair: number, to: (n: number) => number): number => (whole ? to(pair) : pair)
  const first = Math.max(rounded(pairThatTurns(fast), Math.floor), 0)
  const last = Math.min(rounded(pairThatTurns(slow), Math.ceil), width - 1)
  // Two equal ends would divide by zero; the same small step as in transformers.
  const span = last === first ? 0.001 : last - first
  const kept = round(1 - Math.min(Math.max(round(round(i - round(first)) / round(span)), 0), 1))
  const slowed = round(round(1 / round(factor * power)) * round(1 - kept))
  return round(slowed + round(round(1 / power) * kept))
}
