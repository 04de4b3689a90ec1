import type { PropertyCounterexample, Report, ReportProperty } from '../harness/report/report.generated.ts'
import { caseLines } from './caseLines.ts'
import { type Line, marked, type Mark, paragraph, unbroken } from './line.ts'
import { count, percent } from './number.ts'
import { robustnessFacts } from './robustnessLines.ts'
import { some } from './verdictWords.ts'
import { clean, pad, shorten } from './width.ts'

/** Every property with its answer for each model, the numbers behind it, and the smallest violation that was found. */
export function propertyLines({ properties }: Pick<Report, 'properties'>, columns: number): Line[] {
  return properties.flatMap((property, index) => [
    ...(properties[index - 1]?.property === property.property
      ? []
      : paragraph(
          [' property ', marked('strong', shorten(clean(property.property), NAME)), '  '],
          clean(property.claim),
          columns,
        )),
    ...answer(property, columns),
  ])
}

/** Widest name of a property. */
const NAME = 24

const MARKS: Record<ReportProperty['state'], Mark> = { holds: 'good', violated: 'bad', inconclusive: 'doubt' }

function answer(property: ReportProperty, columns: number): Line[] {
  const { state, expect, asExpected, counterexample, file, line, column } = property
  const mark = asExpected && expect !== 'holds' ? 'good' : MARKS[state]
  const indent = ' '.repeat(columns < ROOMY ? 7 : 5 + WIDEST + 2)
  return [
    ...paragraph(
      ['     ', marked(mark, pad(state.toUpperCase(), WIDEST, 'left')), '  '],
      propertySubject(property),
      columns,
    ),
    ...[...propertyFacts(property), ...robustnessFacts(property)].flatMap((fact) =>
      paragraph([indent], clean(fact), columns),
    ),
    ...(counterexample === undefined ? [] : caseLines(counterexample, indent, columns)),
    ...(asExpected
      ? expect === 'holds'
        ? []
        : paragraph([indent], 'as expected', columns)
      : paragraph([indent], clean(`expected ${expect}: ${file}:${line}:${column}`), columns, 'bad')),
  ]
}

const WIDEST = 'INCONCLUSIVE'.length

/** Pages narrower than this have no room to stand all facts to the right of the state. */
const ROOMY = 100

/** Which model was asked what. */
export function propertySubject({ subject, law, rewrites, tasks }: ReportProperty): string {
  return clean(`${subject}: ${law}, over ${some(tasks)}, under ${rewrites.join(', ')}`)
}

/** Why, the cases behind it, and what would decide it. */
export function propertyFacts({
  reason,
  cases,
  violations,
  toDecide,
  replayed,
  alpha,
  counterexample,
}: ReportProperty): string[] {
  const { planned, tried, unchanged, proved, tied, violated, items } = cases
  const changed = tried - unchanged
  const isProved = changed > 0 && proved === changed
  const bounds =
    violations.state === 'undefined' || changed === 0
      ? ''
      : ` (${unbroken(`${percent(violations.value)} [${percent(violations.lower)}, ${percent(violations.upper)}]`)}, each bound ${unbroken(`α = ${Number(alpha.toPrecision(2))}`)})`
  return [
    ...(replayed ? ['one case, asked for by seed and path'] : []),
    `because ${reason}`,
    [
      tried < planned ? `${tried} of the planned ${count(planned, 'case')} were tried` : count(planned, 'case'),
      ...(replayed || isProved ? [] : [`${violated} broke it${bounds}, of ${count(items, 'item')}`]),
      ...(proved === 0 || isProved ? [] : [`${proved} proved: the same tokens, nobody asked`]),
      ...(isProved
        ? [
            `${unchanged === 0 ? 'all' : proved} proved, of ${count(items, 'item')}: the same tokens, nobody asked, no token computed`,
          ]
        : []),
      ...(tied === 0 ? [] : [`${tied} tied: no further apart than rounding, no violation`]),
      ...(unchanged === 0 ? [] : [`${unchanged} unchanged`]),
    ].join(' · '),
    ...toDecide.map((text) => `would decide it: ${text}`),
    ...(counterexample === undefined ? [] : [smallest(counterexample)]),
  ]
}

function smallest({ task, item, file, line, rewrite, steps, ended, known }: PropertyCounterexample): string {
  const how: Record<PropertyCounterexample['ended'], string> = {
    smallest: `${steps === 0 ? '' : `after ${count(steps, 'step')}, `}nothing smaller breaks this item`,
    evaluations: `after ${count(steps, 'step')}, its budget ended the search for smaller ones`,
    time: `after ${count(steps, 'step')}, time ended the search for smaller ones`,
    replay: 'replayed',
  }
  return `smallest: ${rewrite} · ${unbroken(`${task}, item ${item}`)} (${file}:${line}) · ${how[ended]}${known ? ' · known from an earlier run' : ''}`
}
