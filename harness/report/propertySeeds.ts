import { seedsOfScore } from '../verdict/seedsOfScore.ts'
import type { PropertyPart } from './parts.ts'
import type { ReportProperty } from './report.generated.ts'
import { robustnessOverSeeds } from './robustnessPart.ts'

/** The properties of these parts; of those asked of several seeds of one model under one condition, each with what seeds do to its score. */
export function propertiesOverSeeds(parts: readonly PropertyPart[]): ReportProperty[] {
  const groups = new Map<string, PropertyPart[]>()
  for (const part of parts) groups.set(groupOf(part), [...(groups.get(groupOf(part)) ?? []), part])
  return [...groups.values()].flatMap((group) => {
    const seeds = seedsOfScore(group.flatMap(({ asWritten }) => (asWritten === undefined ? [] : [asWritten])))
    return group.map(({ property, asWritten }) =>
      asWritten === undefined || seeds.asked.length < 2 || property.robustness.state !== 'estimated'
        ? property
        : { ...property, robustness: robustnessOverSeeds(property.robustness, seeds) },
    )
  })
}

/** Parts without scores stand by themselves. */
const groupOf = ({ property: { property, model, subject }, asWritten }: PropertyPart) =>
  JSON.stringify([property, model, asWritten === undefined ? { subject } : asWritten.condition])
