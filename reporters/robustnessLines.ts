import type {
  KnownRobustness,
  KnownRobustnessRow,
  PropertySeeds,
  PropertySpread,
  ReportProperty,
  RobustnessRow,
  RobustnessValue,
  SharedFactor,
  Undefined,
} from '../harness/report/report.generated.ts'
import { unbroken } from './line.ts'
import { escape, rowsTable } from './markdownText.ts'
import { count, difference, percent, plusMinus, points } from './number.ts'

/** What rewriting did to score and answers, and what the error bar of the score covers: a line each; none where nobody was asked. */
export function robustnessFacts({ robustness }: Pick<ReportProperty, 'robustness'>): string[] {
  if (robustness.state !== 'estimated') return []
  const [all] = robustness.rows
  return [...(all?.state === 'estimated' ? [summary(all)] : []), ...spreadFacts(robustness)]
}

function summary({ before, average, change, flips, agreement, worst, variants }: KnownRobustnessRow): string {
  return [
    unbroken(`score ${points(before)} → ${points(average)}`) + ` ${unbroken(`(${changeWords(change)})`)}`,
    ...(flips.state === 'undefined' ? [] : [unbroken(`${shareWords(flips)} flip`)]),
    ...(agreement.state === 'undefined' ? [] : [unbroken(`two variants agree ${percent(agreement.value)}`)]),
    unbroken(`worst of ${numberOf(variants)}: ${points(worst.ofTried)}`),
  ].join(' · ')
}

/** The error bar of items alone, and what each factor that was varied would make of it. */
function spreadFacts({ spread, seeds, notVaried }: KnownRobustness): string[] {
  if (spread.state === 'undefined') return []
  const [items, ...others] = spread.errors
  if (items === undefined || items.state === 'undefined') return []
  const varied = [...spread.factors, ...(seeds.state === 'estimated' ? [seeds.ofSeeds] : [])]
  const wider = others.map((error) => {
    const [, ...names] = error.covers
    const name = names.length > 1 ? 'all of these' : String(names[0])
    const asked = name === 'seeds' ? ` (${askedSeeds(seeds)})` : ''
    if (error.state === 'undefined') return `${name}: cannot be told${asked}`
    const factor = varied.find((one) => one.name === names[0])
    return names.length === 1 && factor?.state === 'none found'
      ? `${name}: nothing seen that adds to it${asked}`
      : `with ${name} ${plusMinus(error.plusMinus)}${asked}`
  })
  return [
    [
      `${plusMinus(items.plusMinus)} covers other items alone`,
      ...wider,
      ...(notVaried.length === 0 ? [] : [`not varied: ${notVaried.join(', ')}`]),
    ]
      .map(unbroken)
      .join(' · '),
  ]
}

/** How many seeds were asked, and of how many items, where not of all. */
function askedSeeds(seeds: PropertySeeds): string {
  const asked = `${seeds.asked.length} asked`
  return seeds.state === 'undefined' || seeds.leftOut === 0
    ? asked
    : `${asked}, ${seeds.items} of ${seeds.items + seeds.leftOut} items by all`
}

/** The same as a table, each rewrite by itself where several were composed, and the variances behind the error bars. */
export function robustnessSection({ robustness }: Pick<ReportProperty, 'robustness'>): string[] {
  if (robustness.state !== 'estimated') return []
  const headings = [
    'changed by',
    'cases',
    'score',
    'rewritten',
    'change',
    'flips',
    'two agree',
    'worst of two',
    'worst',
  ]
  const { rows, spread } = robustness
  const unknown = rows.filter(({ state }) => state === 'undefined')
  return [
    '',
    ...rowsTable(headings, rows.flatMap(rowCells)),
    '',
    // The lowest of more is lower: it is a fact of these variants alone.
    'Worst: mean of the lowest score of each item over all its variants, as it is written among them. It falls with each that is tried; of two variants it can be compared.',
    ...unknown.map(({ of }) => `${escape(of)} never changed a prompt alone: a property of its own would tell.`),
    ...(spread.state === 'undefined'
      ? [`What the score hangs on cannot be told: ${escape(spread.reason)}.`]
      : [...spreadFacts(robustness).map((fact) => `Error bar: ${escape(fact)}.`), varianceWords(spread)]),
    ...seedWords(robustness),
  ]
}

function rowCells(row: RobustnessRow): string[][] {
  if (row.state === 'undefined') return []
  const { of, cases, items, before, average, change, flips, agreement, worst, variants } = row
  const share = (value: RobustnessValue | Undefined) => (value.state === 'undefined' ? '–' : shareWords(value))
  const cells = [
    of,
    `${cases} of ${count(items, 'item')}`,
    points(before),
    points(average),
    changeWords(change),
    share(flips),
    share(agreement),
    points(worst.ofTwo),
    `${points(worst.ofTried)} of ${numberOf(variants)}`,
  ]
  return [cells]
}

function varianceWords({ ofItems, inside, factors }: PropertySpread): string {
  const shared = factors.map((factor) =>
    factor.state === 'undefined' ? `${factor.name} – (${factor.reason})` : `${factor.name} ${boundsOf(factor)}`,
  )
  return escape(
    `Variance of a single score: between items ${variance(ofItems)}, between variants of one item ${variance(inside)}; of it the same for all items: ${shared.length === 0 ? '–' : shared.join(', ')}.`,
  )
}

function seedWords({ seeds }: KnownRobustness): string[] {
  if (seeds.asked.length < 2) return []
  const asked = `${seeds.asked.length} seeds (${seeds.asked.join(', ')})`
  if (seeds.state === 'undefined') return [escape(`What ${asked} add cannot be told: ${seeds.reason}.`)]
  const { items, leftOut, ofItems, ofSeeds, rest } = seeds
  const common = leftOut === 0 ? count(items, 'item') : `the ${items} of ${items + leftOut} items that all were asked`
  return [
    escape(
      `Over ${asked}, on ${common} as they are written: variance between items ${variance(ofItems)}, between seeds ${boundsOf(ofSeeds)}, what a seed does to single items ${variance(rest)}.`,
    ),
  ]
}

const boundsOf = ({ variance: value, lower, upper }: Exclude<SharedFactor, Undefined | { state: 'undefined' }>) =>
  `${variance(value)} [${variance(lower)}, ${variance(upper)}]`

const variance = (value: number) => value.toFixed(4).replace('-', '−')

function changeWords({ value, interval }: RobustnessValue): string {
  return interval.state === 'undefined'
    ? difference(value)
    : `${difference(value)} [${difference(interval.lower)}, ${difference(interval.upper)}]`
}

function shareWords({ value, interval }: RobustnessValue): string {
  return interval.state === 'undefined'
    ? percent(value)
    : `${percent(value)} [${percent(interval.lower)}, ${percent(interval.upper)}]`
}

const numberOf = ({ fewest, most }: KnownRobustnessRow['variants']) =>
  fewest === most ? String(most) : `${fewest}–${most}`
