import { Ajv } from 'ajv'
import { describe, expect, it, test } from 'vitest'
import { assembleReport } from './assemble.ts'
import { canonicalReport } from './canonical.ts'
import schema from './report.schema.json' with { type: 'json' }
import { sampleParts } from './sample.ts'

const validate = new Ajv({ allErrors: true, strict: true }).compile(schema)
const parts = sampleParts()
const report = assembleReport(parts)

describe('an assembled report', () => {
  it('satisfies the published schema', () => {
    validate(report)
    expect(validate.errors).toBeNull()
  })

  it('satisfies it when nothing was measured', () => {
    const empty = assembleReport({
      ...parts,
      cells: [],
      records: [],
      checks: [],
      verdicts: [],
      engine: { state: 'unknown' },
    })
    validate(empty)
    expect(validate.errors).toBeNull()
    expect(empty.means).toEqual([])
    expect(empty.tokens).toEqual({ needed: 0, computed: 0, naive: 0 })
  })

  it('counts the tokens of a record once, however many cells read it', () => {
    const more = { key: 'asked in another way', tokens: { needed: 5, computed: 6, naive: 7 } }
    const { needed } = assembleReport({ ...parts, records: [...parts.records, ...parts.records, more] }).tokens
    expect(needed).toBe(report.tokens.needed + 5)
  })

  it('carries the score of all items at once', () => {
    const [first, ...rest] = parts.cells
    if (first === undefined) throw new Error('the sample has a cell')
    const scores = [
      { state: 'scored', value: 0.4 },
      { state: 'conventional', value: 0, reason: 'all 60 answers are the same' },
      { state: 'undefined', reason: 'there are no items' },
    ] as const
    for (const score of scores) {
      const corpus = { score, statistics: [[1, 2]] }
      const whole = assembleReport({ ...parts, cells: [{ ...first, corpus }, ...rest] })
      validate(whole)
      expect(validate.errors).toBeNull()
      expect(whole.cells.filter((cell) => cell.corpus !== undefined)).toMatchObject([{ corpus }])
    }
  })

  it('takes a part that came twice once', () => {
    const twice = assembleReport({
      ...parts,
      cells: [...parts.cells, ...parts.cells],
      tasks: [...parts.tasks, ...parts.tasks],
    })
    expect(canonicalReport(twice)).toBe(canonicalReport(report))
  })

  it('sorts tasks by cluster and name, cells by condition and seed', () => {
    expect(report.tasks.map((task) => task.name)).toEqual([...report.tasks.map((task) => task.name)].sort())
    const flan = report.cells.filter((cell) => cell.task === 'nli/kind' && cell.condition === 'flan')
    expect(flan.map((cell) => cell.weights)).toEqual(
      [42, 1234].map((seed) => ({ state: 'tuned', recipe: 'flan', seed })),
    )
  })

  it('warns of prompts that were cut and of options scored across a token', () => {
    const [first, ...rest] = parts.cells
    if (first === undefined) throw new Error('the sample has a cell')
    const cell = { ...first, shared: 2, truncated: { items: 3, tokens: 40 } }
    const repaired = assembleReport({ ...parts, cells: [cell, ...rest] })
    validate(repaired)
    expect(validate.errors).toBeNull()
    const added = repaired.warnings.filter(({ subject }) => subject.includes(` of ${first.items.length} items`))
    expect(added.map(({ message, subject }) => `${message} (${subject.split(': ')[1] ?? ''})`)).toEqual([
      `an option shares a token with its prompt, and is scored as lm-evaluation-harness does (2 of ${first.items.length} items)`,
      `the front of a prompt was cut off, to the model's length (3 of ${first.items.length} items, 40 tokens)`,
    ])
  })

  it('pools the seeds of a recipe', () => {
    const pooled = report.estimates.find((each) => each.task === 'nli/number' && each.condition === 'flan')
    expect(pooled).toMatchObject({ seeds: [42, 1234], estimate: { value: near(21.5 / 60, 12), n: 60 } })
  })

  it('pools the cells whose exemplars were written by models of several seeds', () => {
    const [cell] = parts.cells.filter((each) => each.condition === 'samplegen-pipeline')
    if (cell === undefined) throw new Error('the sample has a samplegen-pipeline cell')
    const cells = [1234, 42].map((seed) => ({ ...cell, fingerprint: `${seed}`, writer: { recipe: 'samplegen', seed } }))
    const written = assembleReport({ ...parts, cells })
    expect(written.estimates.map((estimate) => estimate.seeds)).toEqual([[42, 1234]])
    expect(written.cells).toHaveLength(2)
  })

  it('counts tasks of untouched clusters as held out', () => {
    expect(report.means.map(({ group, tasks }) => [group, tasks])).toEqual([
      ['held-out', 4],
      ['trained', 3],
    ])
  })

  it('gives no mean over tasks when a task of the group is missing', () => {
    const cells = parts.cells.filter((cell) => !(cell.task === 'sums/add' && cell.condition === 'gold-2'))
    const mean = assembleReport({ ...parts, cells }).means.find(({ group }) => group === 'held-out')
    expect(mean?.conditions.find(({ condition }) => condition === 'gold-2')?.estimate).toEqual({
      state: 'undefined',
      reason: 'measured on 3 of 4 tasks',
    })
  })

  it('marks the conditions that verdicts and checks name', () => {
    const asked = report.conditions.filter((condition) => condition.asked).map((condition) => condition.name)
    expect(asked).toEqual(['zero-shot-cue', 'layout', 'gold-4', 'flan'])
  })

  it('takes the chance level from the condition with the most items', () => {
    expect(report.tasks.find((task) => task.name === 'nli/number')?.chance).toEqual({
      state: 'estimated',
      value: near(1 / 3, 12),
    })
  })

  it('says what a verdict was expected to be', () => {
    expect(report.verdicts.map(({ hypothesis, asExpected }) => [hypothesis, asExpected])).toEqual([
      ['H1', true],
      ['H2', false],
    ])
  })
})

test('one cell with two fingerprints is an error that names the cell and the field', () => {
  const [first] = parts.cells
  if (first === undefined) throw new Error('the sample has cells')
  const cells = [first, { ...first, fingerprint: 'other' }]
  expect(() => assembleReport({ ...parts, cells })).toThrowErrorMatchingInlineSnapshot(
    `[Error: the cell closed-book/colour · lab · random was reported twice, with different fingerprint; shards must come from the same suites, models and version of kshot]`,
  )
})

test('every property of the schema is described', () => {
  const undescribed: string[] = []
  visit(schema, '#')
  expect(undescribed).toEqual([])

  function visit(node: unknown, path: string): void {
    if (typeof node !== 'object' || node === null) return
    for (const [key, value] of Object.entries(node)) {
      if (key === 'properties' || key === 'definitions') {
        for (const [name, each] of Object.entries(value as object)) {
          if (!('description' in each) && !('$ref' in each)) undescribed.push(`${path}/${name}`)
          visit(each, `${path}/${name}`)
        }
      } else visit(value, path)
    }
  }
})

const near = (value: number, digits: number): unknown => expect.closeTo(value, digits)
