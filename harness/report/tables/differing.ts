import type { StudyPart } from '../parts.ts'
import type { ContrastSide } from '../report.generated.ts'

/** Two conditions, and the one setting in which they differ. */
export interface Differing {
  setting: string
  from: ContrastSide
  to: ContrastSide
}

type Condition = StudyPart['conditions'][number]

/**
 * The setting in which two conditions differ, or nothing where they differ in several, or in none.
 *
 * Whose weights answer is a setting too. A prompt without exemplars differs from one with them in their number alone. `from` is the
 * plainer side: the smaller number, `false`, the base model, what the study names first.
 */
export function differing(a: Condition, b: Condition): Differing | undefined {
  const [left, right] = [settings(a), settings(b)]
  const none = left.get(SHOTS) === '0' || right.get(SHOTS) === '0'
  const keys = [...new Set([...left.keys(), ...right.keys()])]
    .filter((key) => !(none && key.startsWith('exemplars.') && key !== SHOTS))
    .filter((key) => left.get(key) !== right.get(key))
  const [setting] = keys
  if (setting === undefined || keys.length > 1) return undefined
  const side = (name: string, own: ReadonlyMap<string, string>): ContrastSide => ({
    condition: name,
    value: own.get(setting) ?? 'not set',
  })
  const [first, second] = [side(a.name, left), side(b.name, right)]
  return plainer(second.value, first.value)
    ? { setting, from: second, to: first }
    : { setting, from: first, to: second }
}

const SHOTS = 'exemplars.shots'

function settings({ weights, settings: own }: Condition): Map<string, string> {
  return new Map([['weights', weights], ...Object.entries(own)])
}

function plainer(value: string, other: string): boolean {
  if (value !== '' && other !== '' && !Number.isNaN(Number(value) - Number(other))) return Number(value) < Number(other)
  return PLAIN.has(value) && !PLAIN.has(other)
}

const PLAIN: ReadonlySet<string> = new Set(['false', 'base', 'not set'])
