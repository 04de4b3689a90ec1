import type { Bounds } from '../statistics/bounds.ts'
import type { Undefined } from '../statistics/undefined.ts'
import type { PropertyRobustness, RobustnessRow } from '../verdict/propertyRobustness.ts'
import type { ScoreSpread } from '../verdict/scoreSpread.ts'
import type {
  PropertySpread,
  PropertyRobustness as Described,
  RobustnessInterval,
  RobustnessRow as DescribedRow,
  RobustnessValue,
  SharedFactor,
} from './report.generated.ts'

/** The summary of a property's cases as the report shows it. */
export function describeRobustness(found: PropertyRobustness): Described {
  if (found.state !== 'estimated') return found
  const { spread, notVaried } = found
  return {
    state: 'estimated',
    rows: found.rows.map(describeRow),
    spread: spread.state === 'undefined' ? spread : describeSpread(spread),
    notVaried: [...notVaried],
  }
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
    errors: errors.map(({ covers, ...error }) => ({ covers: [...covers], ...error })),
  }
}

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
