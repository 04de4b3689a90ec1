import type { Bounds } from '../statistics/bounds.ts'
import { notComputable, type Undefined } from '../statistics/undefined.ts'
import type { PropertyRobustness, RobustnessRow } from '../verdict/propertyRobustness.ts'
import { errorsOverSeeds, SEEDS } from '../verdict/errorsOverSeeds.ts'
import type { ScoreError } from '../verdict/scoreError.ts'
import type { ScoreSpread } from '../verdict/scoreSpread.ts'
import type { SeedsOfScore } from '../verdict/seedsOfScore.ts'
import type {
  KnownRobustness,
  PropertySeeds,
  PropertySpread,
  PropertyRobustness as Described,
  RobustnessInterval,
  RobustnessRow as DescribedRow,
  RobustnessValue,
  SharedFactor,
  SpreadError,
} from './report.generated.ts'

/** The summary of a property's cases as the report shows it, of one set of weights; `seeds` has no more than theirs. */
export function describeRobustness(found: PropertyRobustness, seeds: SeedsOfScore): Described {
  if (found.state !== 'estimated') return found
  const { spread, notVaried } = found
  return {
    state: 'estimated',
    rows: found.rows.map(describeRow),
    spread: spread.state === 'undefined' ? spread : describeSpread(spread),
    seeds: describeSeeds(seeds),
    notVaried: [...notVaried],
  }
}

/** The same where several seeds were asked: the seeds are varied, and an error bar covers them. */
export function robustnessOverSeeds(one: KnownRobustness, seeds: SeedsOfScore): KnownRobustness {
  const { spread } = one
  return {
    ...one,
    spread: spread.state === 'undefined' ? spread : spreadOverSeeds(spread, seeds),
    seeds: describeSeeds(seeds),
    notVaried: one.notVaried.filter((name) => name !== SEEDS),
  }
}

function spreadOverSeeds(spread: PropertySpread, seeds: SeedsOfScore): PropertySpread {
  const found = spread.factors.flatMap(({ name, state }) => (state === 'found' ? [name] : []))
  const variance = seeds.state === 'undefined' ? notComputable(seeds.reason) : seeds.seeds
  return { ...spread, errors: errorsOverSeeds(spread.errors, found, variance).map(describeError) }
}

function describeSeeds(found: SeedsOfScore): PropertySeeds {
  if (found.state === 'undefined') return found
  const { asked, state, items, seeds, rest, shared, leftOut } = found
  return { asked, state, items: shared, leftOut, ofItems: items, ofSeeds: { name: SEEDS, ...seeds }, rest }
}

function describeRow(row: RobustnessRow): DescribedRow {
  if (row.state === 'undefined') return row
  const { flips, agreement } = row
  return {
    ...row,
    change: { state: 'estimated', value: row.change.value, interval: ends(row.change.interval) },
    flips: flips.state === 'undefined' ? flips : valueOf(flips.value, { ...flips, level: 0.95 }),
    agreement:
      agreement.state === 'undefined' ? agreement : valueOf(agreement.pairwise.value, agreement.pairwise.interval),
  }
}

function describeSpread({ factors, errors, ...spread }: ScoreSpread): PropertySpread {
  return {
    ...spread,
    factors: factors.map(({ name, variance }): SharedFactor => ({ name, ...variance })),
    errors: errors.map(describeError),
  }
}

const describeError = ({ covers, ...error }: ScoreError): SpreadError => ({ covers: [...covers], ...error })

const valueOf = (value: number, interval: Bounds): RobustnessValue => ({
  state: 'estimated',
  value,
  interval: ends(interval),
})

function ends(interval: Bounds): RobustnessInterval | Undefined {
  return interval.state === 'undefined'
    ? interval
    : { state: 'estimated', lower: interval.lower, upper: interval.upper }
}
