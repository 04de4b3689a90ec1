import type { HypothesisFile } from './hypothesis.generated.ts'
import type { Difference, Relation } from './hypothesis.ts'

/** The keys of a hypothesis file of which exactly one says what is claimed. */
export const RELATIONS = ['relate', 'agree', 'replicate', 'compare', 'contrast', 'trend', 'bound', 'chance'] as const

/** The relation keys that a file has, in the order above. */
export function relationKeys(data: HypothesisFile): (typeof RELATIONS)[number][] {
  return RELATIONS.filter((key) => data[key] !== undefined)
}

/** What a file claims, with every default filled in; undefined where it has no relation. */
export function relationOf(data: HypothesisFile): Relation | undefined {
  const { relate, agree, replicate, compare, contrast, trend, bound, chance, decide = {} } = data
  const { minimum = agree === undefined ? 0.5 : 0.8, margin = 0.03, share = 0.8 } = decide
  if (relate !== undefined) {
    const { x, y, over, given = [] } = relate
    return { kind: 'association', x, y, over, given, minimum }
  }
  if (agree !== undefined) return { kind: 'agreement', ...agree, minimum, margin }
  if (replicate !== undefined) return { kind: 'replication', ...replicate, minimum }
  if (compare !== undefined)
    return { kind: 'comparison', conditions: [compare.a, compare.b], margin, ...claimed(compare) }
  if (contrast !== undefined)
    return { kind: 'contrast', conditions: [...contrast.with, ...contrast.without], margin, ...claimed(contrast) }
  if (trend !== undefined) return { kind: 'trend', conditions: trend.levels, margin, ...claimed(trend) }
  if (bound !== undefined) return { kind: 'bound', ...bound, margin }
  return chance === undefined ? undefined : { kind: 'chance', ...chance, margin, share }
}

function claimed({
  is,
  over,
  generalise = 'items',
}: Pick<Difference, 'is' | 'over'> & { generalise?: 'items' | 'tasks' }): Pick<
  Difference,
  'is' | 'over' | 'generalise'
> {
  return { is, over, generalise }
}

/** The key under which a relation stands in its file. */
export const KEY_OF: Record<Relation['kind'], (typeof RELATIONS)[number]> = {
  association: 'relate',
  agreement: 'agree',
  replication: 'replicate',
  comparison: 'compare',
  contrast: 'contrast',
  trend: 'trend',
  bound: 'bound',
  chance: 'chance',
}
