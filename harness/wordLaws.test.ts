import { describe, expect, test } from 'vitest'
import type { Item } from './dataset/item.ts'
import { choosing } from './engine/readingEngine.fixture.ts'
import { lineOf, rowsOf, searchLaw, type SearchedLaw } from './searchLaw.fixture.ts'

const statesOf = ({ cases }: SearchedLaw) => cases.map(({ state }) => state)
const changesOf = ({ cases }: SearchedLaw) =>
  cases.map(({ row, plan }) => ({ row, changes: plan.flatMap((step) => step.changes) }))

describe('synonyms', () => {
  const law = {
    over: '[nli/kind]',
    rewrites: '[{ synonyms: { table: { animal: [beast, creature], tool: [device], fruit: [crop] } } }]',
    holds: '{ answer: stays }',
    cases: '60',
  }
  const says = ({ fields }: Item, word: string) =>
    fields.some(({ value }) => new RegExp(`\\b${word}\\b`, 'u').test(value))

  test('that a reader knows keep the law; rows that say none of the words are no case of it', async () => {
    const found = await searchLaw(
      law,
      choosing(() => 'yes'),
    )
    expect(found.verdict.state).toBe('holds')
    expect(statesOf(found)).toEqual(
      changesOf(found).map(({ row, changes }) =>
        changes.some(({ word }) => says(row, String(word))) ? 'holds' : 'unchanged',
      ),
    )
    expect(new Set(statesOf(found)).size).toBe(2)
  })

  test('of which a reader does not know one break it, and this one is named alone', async () => {
    const found = await searchLaw(
      law,
      choosing((prompt) => (prompt.includes('creature') ? 'maybe' : 'yes')),
    )
    expect(found.verdict.state).toBe('violated')
    expect(found.found?.words).toBe('“creature” for “animal”')
    expect(found.found?.before).not.toContain('creature')
    expect(statesOf(found)).toEqual(
      changesOf(found).map(({ row, changes }) => {
        const said = changes.filter(({ word }) => says(row, String(word)))
        if (said.length === 0) return 'unchanged'
        return said.some(({ by }) => by === 'creature') ? 'violated' : 'holds'
      }),
    )
  })
})

describe('translation', () => {
  const law = {
    over: '[misc/last]',
    rewrites: '[{ translation: { languages: [velan, sipri] } }]',
    holds: '{ answer: follows }',
    cases: '40',
  }
  const listOf = ({ fields }: Item) => String(fields[0]?.value)
  const listed = (prompt: string) => lineOf(prompt, 'Options').split('; ')
  const last = (prompt: string) => lineOf(prompt, 'List').split(', ').at(-1)
  const { items, translations: { velan, sipri } = {} } = rowsOf('misc/last')
  const twinOf = (row: Item, language: unknown) =>
    (language === 'velan' ? velan : sipri)?.items.find(({ id }) => id === row.id)

  test('that a reader understands keeps the law: the same option, in other words', async () => {
    const found = await searchLaw(law, choosing(last))
    expect(found.verdict.state).toBe('holds')
    expect(statesOf(found)).toEqual(found.cases.map(() => 'holds'))
  })

  test('that a reader does not understand breaks it, and its language is named, with the twin of the row in the file', async () => {
    const foreign = new Set(sipri?.items.map(listOf))
    const found = await searchLaw(
      law,
      choosing((prompt) =>
        foreign.has(lineOf(prompt, 'List')) ? lineOf(prompt, 'List').split(', ')[0] : last(prompt),
      ),
    )
    expect(statesOf(found)).toEqual(
      changesOf(found).map(({ changes: [change] }) => (change?.['language'] === 'sipri' ? 'violated' : 'holds')),
    )
    const pair = found.found
    if (pair === undefined) throw new Error('no counterexample')
    expect(pair.words).toBe('in sipri')
    const row = items.find(({ id }) => id === pair.item)
    if (row === undefined) throw new Error(`no row ${pair.item}`)
    expect(lineOf(pair.before, 'List')).toBe(listOf(row))
    expect(lineOf(pair.after, 'List')).toBe(listOf(twinOf(row, 'sipri') ?? row))
  })

  test('is judged by the option, not by its text: who sorts the words breaks the law where they sort otherwise', async () => {
    const found = await searchLaw(
      law,
      choosing((prompt) => listed(prompt).sort()[0]),
    )
    const firstOf = ({ options }: Item) => options.indexOf([...options].sort()[0] ?? '')
    expect(statesOf(found)).toEqual(
      changesOf(found).map(({ row, changes: [change] }) => {
        const twin = twinOf(row, change?.['language'])
        return twin !== undefined && firstOf(twin) === firstOf(row) ? 'holds' : 'violated'
      }),
    )
    expect(new Set(statesOf(found)).size).toBe(2)
  })

  test.each([
    ['before', '{ translation: { languages: [velan] } }, { option-order: {} }', 'in velan; swap options 1 and 2'],
    ['after', '{ option-order: {} }, { translation: { languages: [velan] } }', 'swap options 1 and 2; in velan'],
  ])('%s another order of the options is the same option still', async (_, rewrites, words) => {
    const both = { ...law, rewrites: `[${rewrites}]` }
    expect((await searchLaw(both, choosing(last))).verdict.state).toBe('holds')
    const byPlace = await searchLaw(
      both,
      choosing((prompt) => listed(prompt)[0]),
    )
    expect(byPlace.verdict.state).toBe('violated')
    expect(byPlace.found?.words).toBe(words)
  })
})
