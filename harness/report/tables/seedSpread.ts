import { seedSpread, type SeedSpread as Found } from '../../statistics/seedSpread.ts'
import { notComputable, type Undefined } from '../../statistics/undefined.ts'
import { seedOf } from '../../verdict/collect.ts'
import type { Quantity, SeedSpread, Spread } from '../report.generated.ts'
import { askedOf, type Measured } from './measured.ts'

/** How far the seeds of each condition lie apart, on every task and in the mean over tasks. */
export function seedSpreads({ model, conditions, tasks, cells }: Measured): SeedSpread[] {
  return conditions.flatMap((asked): SeedSpread[] => {
    const { name: condition } = asked
    const own = cells.filter((cell) => cell.condition === condition)
    const seeds = [...new Set(own.map(seedOf).filter((seed) => seed !== 'none'))].sort((a, b) => a - b)
    if (seeds.length < 2) return []
    const tables = askedOf(asked, tasks).map(({ name }) => {
      const found = own.filter((cell) => cell.task === name)
      return { task: name, scores: found.map(({ scores }) => scores), missing: seeds.length - found.length }
    })
    const short = tables.filter(({ missing }) => missing > 0)
    const spreads = tables.map(({ task, scores, missing }) => ({
      task,
      spread:
        missing > 0 ? notComputable(`${missing} of ${seeds.length} seeds are missing`) : told(seedSpread([scores])),
    }))
    return [
      {
        model,
        condition,
        seeds,
        mean:
          short.length > 0
            ? notComputable(`a seed is missing on ${short.length} of ${tables.length} tasks`)
            : told(seedSpread(tables.map(({ scores }) => scores))),
        median: medianOf(spreads.map(({ spread }) => spread)),
        tasks: spreads,
      },
    ]
  })
}

function told(found: Found | Undefined): Spread | Undefined {
  if (found.state === 'undefined') return found
  const { interval } = found
  return {
    ...found,
    interval: interval.state === 'undefined' ? interval : { ...interval, method: 'chi-square' },
  }
}

/** The middle one of the observed deviations; a task without one would leave a median of the others. */
function medianOf(spreads: readonly (Spread | Undefined)[]): Quantity {
  const sorted = spreads
    .flatMap((spread) => (spread.state === 'estimated' ? [spread.deviation] : []))
    .sort((a, b) => a - b)
  if (sorted.length < spreads.length)
    return notComputable(`${spreads.length - sorted.length} of ${spreads.length} tasks have no spread`)
  const middle = (sorted.length - 1) / 2
  return { state: 'estimated', value: (Number(sorted[Math.floor(middle)]) + Number(sorted[Math.ceil(middle)])) / 2 }
}
