import type { Rope } from './modelConfig.ts'

/** Angle per position of each pair of a head's dimensions, [headDim / 2]; rounding follows transformers, which computes in float32. */
export function inverseFrequencies(rope: Rope, headDim: number): number[] {
  const plain = Array.from({ length: headDim / 2 }, (_, i) => Math.fround(1 / rope.theta ** ((2 * i) / headDim)))
  switch (rope.kind) {
    case 'default':
      return plain
    case 'linear':
      return plain.map((f) => f / rope.factor)
    case 'llama3':
      return plain.map((f) => llama3(f, rope))
  }
}

/** Long waves are slowed by the factor, short ones kept, those between blended (Llama 3.1). */
function llama3(frequency: number, rope: Extract<Rope, { kind: 'llama3' }>): number {
  const wave = (2 * Math.PI) / frequency
  if (wave < rope.original / rope.highFactor) return frequency
  if (wave > rope.original / rope.lowFactor) return frequency / rope.factor
  const blend = (rope.original / wave - rope.lowFactor) / (rope.highFactor - rope.lowFactor)
  return ((1 - blend) * frequency) / rope.factor + blend * frequency
}
