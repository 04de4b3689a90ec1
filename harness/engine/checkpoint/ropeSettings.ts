import type { RopeKind, RopeNames } from './architecture.ts'
import type { JsonFile } from './jsonFile.ts'
import type { Rope } from './rope.ts'

/** Angles of full attention, and of layers with a window, which most families turn alike; `none` where positions are learned. */
export type Ropes = { full: Rope; sliding: Rope } | 'none'

/** Reads the rotary settings of `config.json`. transformers 5 writes all into `rope_parameters`; transformers 4 wrote `rope_theta` beside `rope_scaling`. */
export function readRopes(json: JsonFile, names: RopeNames, headDim: number): Ropes {
  if (names.tables === 'none') return 'none'
  const place = { json, names, headDim }
  const scaling = json.object('rope_scaling')
  const written = scaling ?? json.object('rope_parameters') ?? json.empty('rope_parameters')
  if (names.tables === 'one') {
    for (const type of ['full_attention', 'sliding_attention']) written.require(type, [undefined])
    const rope = readRope(place, written, names.theta)
    return { full: rope, sliding: rope }
  }
  const byType = scaling === undefined ? written : json.empty('rope_parameters')
  const full = scaling ?? byType.object('full_attention') ?? byType.empty('full_attention')
  const sliding = byType.object('sliding_attention') ?? byType.empty('sliding_attention')
  const known = ['full_attention', 'sliding_attention']
  const stray = byType.keys().find((key) => !known.includes(key))
  if (stray !== undefined) throw new Error(`${byType.file}: ${stray} is not known; known: ${known.join(', ')}.`)
  return { full: readRope(place, full, names.theta), sliding: readRope(place, sliding, 'rope_local_base_freq') }
}

interface Place {
  json: JsonFile
  names: RopeNames
  headDim: number
}

function readRope(place: Place, rope: JsonFile, thetaName: string): Rope {
  const { json, names } = place
  const theta = rope.value('rope_theta') === undefined ? json.positive(thetaName, 10_000) : rope.positive('rope_theta')
  const base = { theta, width: turnedWidth(place, rope) }
  const key = rope.value('rope_type') === undefined ? 'type' : 'rope_type'
  switch (ropeKind(rope, key, names.kinds)) {
    case 'default':
      return { ...base, kind: 'default' }
    case 'linear':
      return { ...base, kind: 'linear', factor: rope.positive('factor') }
    case 'llama3':
      return {
        ...base,
        kind: 'llama3',
        factor: rope.positive('factor'),
        lowFactor: rope.positive('low_freq_factor'),
        highFactor: rope.positive('high_freq_factor'),
        original: originalLength(json, rope),
      }
    case 'yarn':
      return readYarn(json, rope, base)
    case 'longrope':
      return readLongrope(json, rope, base)
  }
}

/** `su` is what the first checkpoints of Phi-3 called longrope. */
function ropeKind(rope: JsonFile, key: string, kinds: readonly RopeKind[]): RopeKind {
  const found = rope.require(key, [...kinds, ...(kinds.includes('longrope') ? ['su'] : []), undefined])
  return kinds.find((kind) => kind === found) ?? (found === 'su' ? 'longrope' : 'default')
}

function turnedWidth({ json, names, headDim }: Place, rope: JsonFile): number {
  if (names.share === undefined) {
    for (const at of [json, rope]) at.require('partial_rotary_factor', [undefined, null, 1])
    return headDim
  }
  const share = rope.positive('partial_rotary_factor', json.positive(names.share, 1))
  const width = Math.trunc(headDim * share)
  if (share <= 1 && width >= 2 && width % 2 === 0) return width
  throw new Error(
    `${json.file}: ${names.share} is ${share}; expected a share of the head's ${headDim} dimensions that is an even count, found ${width}.`,
  )
}

/** The setting outside the rope's own goes first, as in transformers. */
function originalLength(json: JsonFile, rope: JsonFile): number {
  const name = 'original_max_position_embeddings'
  return (json.value(name) === undefined ? rope : json).count(name)
}

function readYarn(json: JsonFile, rope: JsonFile, base: { theta: number; width: number }): Rope {
  const factor = rope.positive('factor')
  const grown = (times: number): number => (factor <= 1 ? 1 : 0.1 * times * Math.log(factor) + 1)
  const [one, all] = [optional(rope, 'mscale'), optional(rope, 'mscale_all_dim')]
  const gain = one === undefined || all === undefined ? grown(1) : grown(one) / grown(all)
  return {
    ...base,
    kind: 'yarn',
    factor,
    fast: rope.positive('beta_fast', 32),
    slow: rope.positive('beta_slow', 1),
    original: originalLength(json, rope),
    whole: rope.require('truncate', [true, false, undefined, null]) !== false,
    gain: optional(rope, 'attention_factor') ?? gain,
  }
}

function readLongrope(json: JsonFile, rope: JsonFile, base: { theta: number; width: number }): Rope {
  const original = originalLength(json, rope)
  const factor = optional(rope, 'factor') ?? json.count('max_position_embeddings') / original
  const gain = factor <= 1 ? 1 : Math.sqrt(1 + Math.log(factor) / Math.log(original))
  const factors = (key: string): number[] => {
    const found = rope.value(key)
    if (isNumbers(found) && found.length === base.width / 2) return found
    throw new Error(
      `${rope.file}: ${key} must list ${base.width / 2} positive numbers, found ${found === undefined ? 'nothing' : JSON.stringify(found)}.`,
    )
  }
  const [short, long] = [factors('short_factor'), factors('long_factor')]
  return { ...base, kind: 'longrope', short, long, original, gain: optional(rope, 'attention_factor') ?? gain }
}

function optional(rope: JsonFile, key: string): number | undefined {
  const found = rope.value(key)
  return found === undefined || found === null ? undefined : rope.positive(key)
}

function isNumbers(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((n) => typeof n === 'number' && n > 0)
}
