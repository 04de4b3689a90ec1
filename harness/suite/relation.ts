import type { HypothesisFile } from './hypothesis.generated.ts'
import type { Difference, Relation } from './hypothesis.ts'
import { type Over, overOf } from './over.ts'
import type { Study } from './study.ts'

/** The keys of a hypothesis file of which exactly one says what is claimed. */
export const RELATIONS = [
  'relate',
  'agree',
  'replicate',
  'consistency',
  'match',
  'compare',
  'contrast',
  'trend',
  'bound',
  'chance',
  'artefacts',
] as const

/** The relation keys that a file has, in the order above. */
export function relationKeys(data: HypothesisFile): (typeof RELATIONS)[number][] {
  return RELATIONS.filter((key) => data[key] !== undefined)
}

/** What a file claims, with every default filled in; undefined where it has no relation. */
export function relationOf(data: HypothesisFile, study: Pick<Study, 'groups'>): Relation | undefined {
  const {
    relate,
    agree,
    replicate,
    consistency,
    match,
    compare,
    contrast,
    trend,
    bound,
    chance,
    artefacts,
    decide = {},
  } = data
  const tasks = ({ over }: { over: string | string[] }): { over: Over } => ({ over: overOf(over, study) })
  const claimed = ({ is, generalise = 'items', ...written }: Claimed) => ({ is, ...tasks(written), generalise })
  const { minimum = leastThatMatters(data), margin = artefacts === undefined ? 0.03 : 0.1, share = 0.8 } = decide
  if (relate !== undefined) {
    const { x, y, given = [] } = relate
    return { kind: 'association', x, y, ...tasks(relate), given, minimum }
  }
  if (agree !== undefined) return { kind: 'agreement', ...agree, ...tasks(agree), minimum, margin }
  if (replicate !== undefined) return { kind: 'replication', ...replicate, ...tasks(replicate), minimum }
  if (consistency !== undefined) return { kind: 'consistency', ...consistency, ...tasks(consistency), minimum }
  if (match !== undefined) return { kind: 'match', ...match, ...tasks(match), minimum }
  if (compare !== undefined)
    return { kind: 'comparison', conditions: [compare.a, compare.b], margin, ...claimed(compare) }
  if (contrast !== undefined)
    return { kind: 'contrast', conditions: [...contrast.with, ...contrast.without], margin, ...claimed(contrast) }
  if (trend !== undefined) return { kind: 'trend', conditions: trend.levels, margin, ...claimed(trend) }
  if (bound !== undefined) return { kind: 'bound', ...bound, ...tasks(bound), margin }
  if (artefacts !== undefined) return { kind: 'artefacts', ...artefacts, ...tasks(artefacts), margin }
  return chance === undefined ? undefined : { kind: 'chance', ...chance, ...tasks(chance), margin, share }
}

/** Of a concordance, of a difference of kappas or of correlations, of a correlation. */
function leastThatMatters({ agree, consistency, match }: HypothesisFile): number {
  if (agree !== undefined) return 0.8
  if (match !== undefined) return 0.1
  return consistency === undefined ? 0.5 : 0.05
}

interface Claimed extends Pick<Difference, 'is'> {
  over: string | string[]
  generalise?: Difference['generalise']
}

/** The key under which a relation stands in its file. */
export const KEY_OF: Record<Relation['kind'], (typeof RELATIONS)[number]> = {
  association: 'relate',
  agreement: 'agree',
  replication: 'replicate',
  consistency: 'consistency',
  match: 'match',
  comparison: 'compare',
  contrast: 'contrast',
  trend: 'trend',
  bound: 'bound',
  chance: 'chance',
  artefacts: 'artefacts',
}
