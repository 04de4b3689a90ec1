import type { Condition } from '../suite/study.ts'

/**
 * How a condition asks: one text per key that the study declares, `exemplars.shots` for a key inside a key.
 *
 * Every key is taken, also one that a later version adds, so that conditions can be told apart by it; whose weights answer, and on which
 * tasks and how many items, is said elsewhere. A prompt without exemplars has 0 of them, and no source. The analytic baseline asks nobody.
 *
 * @example settingsOf(gold4) // { form: 'component', cue: 'true', 'exemplars.from': 'gold', 'exemplars.shots': '4' }
 */
export function settingsOf(condition: Condition): Record<string, string> {
  const { weights, exemplars } = condition
  if (weights === 'none') return {}
  const own = Object.entries(condition).filter(([key]) => !ELSEWHERE.has(key))
  return Object.fromEntries([
    ...own.flatMap(([key, value]) => texts(key, value)),
    ...texts('exemplars', shown(exemplars)),
  ])
}

const ELSEWHERE: ReadonlySet<string> = new Set(['name', 'weights', 'items', 'over', 'exemplars'])

/** The recipe that writes is the source, and no exemplars are 0. */
function shown(exemplars: Condition['exemplars']): object {
  if (exemplars.from === 'none') return { shots: 0 }
  if (exemplars.from !== 'recipe') return exemplars
  const { recipe, ...others } = exemplars
  return { ...others, from: recipe }
}

function texts(key: string, value: unknown): [string, string][] {
  if (value === undefined) return []
  if (Array.isArray(value)) return [[key, value.map(text).join(', ')]]
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([inner, each]) => texts(`${key}.${inner}`, each))
  return [[key, text(value)]]
}

const text = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))
