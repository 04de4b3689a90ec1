import { describe, expect, test } from 'vitest'
import type {
  KnownPropertySeeds,
  KnownRobustness,
  KnownRobustnessRow,
  RobustnessValue,
} from '../harness/report/report.generated.ts'
import { paragraph, render } from './line.ts'
import { robustnessFacts, robustnessSection } from './robustnessLines.ts'
import { displayWidth } from './width.ts'

const value = (mean: number, lower: number, upper: number): RobustnessValue => ({
  state: 'estimated',
  value: mean,
  interval: { state: 'estimated', lower, upper },
})

const all: KnownRobustnessRow = {
  of: 'all cases',
  state: 'estimated',
  items: 112,
  cases: 300,
  variants: { fewest: 2, most: 6 },
  before: 0.625,
  average: 0.608,
  change: value(-0.017, -0.042, 0.009),
  flips: value(0.08, 0.04, 0.13),
  agreement: value(0.91, 0.88, 0.94),
  worst: { ofTried: 0.55, ofTwo: 0.579 },
}

const robustness: KnownRobustness = {
  state: 'estimated',
  rows: [
    all,
    { ...all, of: 'option-order', cases: 190, items: 90, variants: { fewest: 3, most: 3 } },
    { of: 'typos', state: 'undefined', reason: 'it never changed a prompt alone' },
  ],
  spread: {
    state: 'estimated',
    value: 0.625,
    items: 112,
    ofItems: 0.19,
    inside: 0.05,
    factors: [
      { name: 'exemplar draws', state: 'found', variance: 0.003, lower: 0, upper: 0.014, degrees: 4 },
      { name: 'option-order', state: 'none found', variance: -0.0004, lower: 0, upper: 0.002, degrees: 5 },
      { name: 'typos', state: 'undefined', reason: 'too few levels of typos are shared by items' },
    ],
    errors: [
      { covers: ['items'], state: 'estimated', plusMinus: 0.087, standardError: 0.0439, degrees: 110 },
      { covers: ['items', 'exemplar draws'], state: 'estimated', plusMinus: 0.099, standardError: 0.0485, degrees: 30 },
      { covers: ['items', 'option-order'], state: 'estimated', plusMinus: 0.087, standardError: 0.0439, degrees: 110 },
      { covers: ['items', 'typos'], state: 'undefined', reason: 'too few levels of typos are shared by items' },
    ],
  },
  seeds: { asked: [42], state: 'undefined', reason: 'a component of seeds needs two seeds, got 1' },
  notVaried: ['templates', 'seeds'],
}

/** Three seeds were asked, of which time ended one. */
const overSeeds = (more: Partial<KnownPropertySeeds> = {}): KnownRobustness => {
  const { spread } = robustness
  if (spread.state === 'undefined') throw new Error(spread.reason)
  const covers = ['items', 'seeds']
  return {
    ...robustness,
    spread: {
      ...spread,
      errors: [
        ...spread.errors,
        { covers, state: 'estimated', plusMinus: 0.124, standardError: 0.055, degrees: 9 },
        {
          covers: ['items', 'exemplar draws', 'seeds'],
          state: 'estimated',
          plusMinus: 0.131,
          standardError: 0.059,
          degrees: 11,
        },
      ],
    },
    seeds: {
      asked: [42, 1234, 10203],
      state: 'estimated',
      items: 112,
      leftOut: 0,
      ofItems: 0.18,
      ofSeeds: { name: 'seeds', state: 'found', variance: 0.0011, lower: 0, upper: 0.06, degrees: 2 },
      rest: 0.033,
      ...more,
    },
    notVaried: ['templates'],
  }
}

const shown = (columns: number) =>
  render(
    robustnessFacts({ robustness }).flatMap((fact) => paragraph(['       '], fact, columns)),
    false,
  )

describe('the summary of all cases', () => {
  test('is one line of what changed, and one of what the error bar covers', () => {
    expect(`\n${shown(120)}`).toMatchInlineSnapshot(`
      "
             score 62.5 → 60.8 (−1.7 [−4.2, +0.9]) · 8 % [4 %, 13 %] flip · two variants agree 91 % · worst of 2–6: 55.0
             ±8.7 covers other items alone · with exemplar draws ±9.9 · option-order: nothing seen that adds to it ·
             typos: cannot be told · not varied: templates, seeds
      "
    `)
  })

  test.each([60, 80, 120])('fits %d columns', (columns) => {
    const lines = shown(columns).split('\n')
    expect(lines.filter((line) => displayWidth(line) > columns)).toEqual([])
  })

  test('never tells a factor that was not varied as one without effect', () => {
    const told = shown(400)
    expect(told).toContain('not varied: templates, seeds')
    expect(told).not.toMatch(/(templates|seeds)[^·]*(±|nothing seen)/u)
  })

  test('shows each rewrite by itself in Markdown, and says what belongs to the number of variants', () => {
    expect(`\n${robustnessSection({ robustness }).join('\n')}\n`).toMatchInlineSnapshot(`
      "

      | changed by   |            cases | score | rewritten |            change |           flips |         two agree | worst of two |       worst |
      | ------------ | ---------------: | ----: | --------: | ----------------: | --------------: | ----------------: | -----------: | ----------: |
      | all cases    | 300 of 112 items |  62.5 |      60.8 | −1.7 [−4.2, +0.9] | 8 % [4 %, 13 %] | 91 % [88 %, 94 %] |         57.9 | 55.0 of 2–6 |
      | option-order |  190 of 90 items |  62.5 |      60.8 | −1.7 [−4.2, +0.9] | 8 % [4 %, 13 %] | 91 % [88 %, 94 %] |         57.9 |   55.0 of 3 |

      Worst: mean of the lowest score of each item over all its variants, as it is written among them. It falls with each that is tried; of two variants it can be compared.
      typos never changed a prompt alone: a property of its own would tell.
      Error bar: ±8.7 covers other items alone · with exemplar draws ±9.9 · option-order: nothing seen that adds to it · typos: cannot be told · not varied: templates, seeds.
      Variance of a single score: between items 0.1900, between variants of one item 0.0500; of it the same for all items: exemplar draws 0.0030 [0.0000, 0.0140], option-order −0.0004 [0.0000, 0.0020], typos – (too few levels of typos are shared by items).
      "
    `)
  })
})

describe('a score that several seeds have', () => {
  const factsOf = (found: KnownRobustness) =>
    robustnessFacts({ robustness: found }).join('\n').replaceAll('\u00A0', ' ')

  test('has an error bar that covers seeds, with their number, and one of all that was found', () => {
    const told = factsOf(overSeeds())
    expect(told).toContain('· with seeds ±12 (3 asked) · with all of these ±13 · not varied: templates')
    expect(told).not.toMatch(/not varied:.*seeds/u)
  })

  test('says of how many items the seeds are told, where some seeds were asked fewer', () => {
    expect(factsOf(overSeeds({ items: 96, leftOut: 16 }))).toContain('with seeds ±12 (3 asked, 96 of 112 items by all)')
  })

  test('is not said to hang on seeds that differ less than single answers would show', () => {
    const ofSeeds = {
      name: 'seeds',
      state: 'none found',
      variance: -0.0002,
      lower: 0,
      upper: 0.01,
      degrees: 2,
    } as const
    expect(factsOf(overSeeds({ ofSeeds }))).toContain('seeds: nothing seen that adds to it (3 asked)')
  })

  test('says that nothing can be told of seeds that share no items', () => {
    const found = overSeeds()
    if (found.spread.state === 'undefined') throw new Error(found.spread.reason)
    const reason = 'no item was asked of all seeds'
    const [items] = found.spread.errors
    const untold: KnownRobustness = {
      ...found,
      spread: {
        ...found.spread,
        errors: [...(items === undefined ? [] : [items]), { covers: ['items', 'seeds'], state: 'undefined', reason }],
      },
      seeds: { asked: [42, 1234], state: 'undefined', reason },
    }
    expect(factsOf(untold)).toContain('seeds: cannot be told (2 asked)')
    expect(robustnessSection({ robustness: untold }).at(-1)).toBe(
      'What 2 seeds (42, 1234) add cannot be told: no item was asked of all seeds.',
    )
  })

  test('has the variances behind it in Markdown', () => {
    expect(robustnessSection({ robustness: overSeeds({ items: 96, leftOut: 16 }) }).at(-1)).toBe(
      'Over 3 seeds (42, 1234, 10203), on the 96 of 112 items that all were asked as they are written: variance between items 0.1800, between seeds 0.0011 [0.0000, 0.0600], what a seed does to single items 0.0330.',
    )
    expect(robustnessSection({ robustness }).join('\n')).not.toContain('42')
  })
})

test('cases that their tokens prove, and a single case, have no summary', () => {
  expect(robustnessFacts({ robustness: { state: 'proved', cases: 163, items: 90 } })).toEqual([])
  expect(robustnessSection({ robustness: { state: 'undefined', reason: 'one case was asked for' } })).toEqual([])
})
