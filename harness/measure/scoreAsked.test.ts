import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { readDataset } from '../dataset/readDataset.ts'
import { cellsUnder } from '../study/cells.ts'
import { readStudy } from '../suite/readStudy.ts'
import { readTask } from '../suite/readTask.ts'
import { type AskedCell, askBlock } from './askBlock.ts'
import { askedHashes } from './askedHashes.ts'
import { askingOf } from './asking.ts'
import { extractAnswer } from './extractAnswer.ts'
import type { Measurement } from './measurement.ts'
import { readingRule, scoreAsked } from './scoreAsked.ts'

const folder = fileURLToPath(new URL('../../fixtures/suites/valid/', import.meta.url))
const read = (name: string) => readFileSync(folder + name, 'utf8')

/** A cell of the small study, with lines of `study.yaml` before the others, and the words of its task changed. */
function asked(lines: string, name: string, task = 'kind', change: (text: string) => string = (text) => text) {
  const study = readStudy(`${folder}study.yaml`, `${lines}\n${read('study.yaml')}`)
  const own = readTask(`${folder}${task}.task.yaml`, change(read(`${task}.task.yaml`)), study)
  const condition = study.conditions.find((one) => one.name === name)
  const [model] = study.models
  if (condition === undefined || model === undefined) throw new Error(`no condition ${name}`)
  const [cell] = cellsUnder(condition, model)
  if (cell === undefined) throw new Error(`no cell under ${name}`)
  return { task: own, dataset: readDataset(own, study), cell, study } satisfies AskedCell
}

const wrote = (item: string, generated: string): Measurement => {
  const taken = extractAnswer(generated)
  const answer = taken.state === 'answered' ? taken.answer : ''
  return {
    state: taken.state,
    item,
    generated,
    answer,
    gold: '',
    finish: 'stop-token',
    prompt: { sha: '', exemplars: [] },
  }
}

const identity = { task: 't', model: 'm', condition: 'c', weights: { state: 'base' }, fingerprint: '' } as const

function scores(cell: AskedCell, texts: string[]) {
  const items = cell.dataset.items.slice(0, texts.length)
  const measurements = texts.map((text, index) => wrote(items[index]?.id ?? '', text))
  const cost = { needed: 0, computed: 0, naive: 0 }
  return scoreAsked(identity, items, [{ measurements, cost }], cell)
}

const kind = (lines: string, texts: string[], name = 'gold-2') => scores(asked(lines, name), texts).scores

test('options are compared by likelihood, unless answers are to be free', () => {
  expect(askingOf(asked('', 'gold-2'))).toEqual({ by: 'options' })
  expect(askingOf(asked('defects: [free-answers]', 'gold-2'))).toEqual({
    by: 'text',
    maxTokens: 24,
    stops: ['\n'],
    short: 'by rule',
  })
  expect(askingOf(asked('', 'gold-2', 'add'))).toEqual({ by: 'text', maxTokens: 24, stops: ['\n'], short: 'by rule' })
})

test('long answers without stops have the lengths of the release', () => {
  const lines = 'defects: [long-answers, no-stops]'
  expect(askingOf(asked(lines, 'gold-2'))).toEqual({ by: 'text', maxTokens: 250, stops: [], short: 'fewer tokens' })
  expect(askingOf(asked(lines, 'flan'))).toEqual({ by: 'text', maxTokens: 1024, stops: [], short: 'fewer tokens' })
})

test('a free answer is right when it is the right option to the letter', () => {
  expect(kind('defects: [free-answers]', ['yes', ' no.', 'Maybe'])).toEqual([1, 0, 0])
})

test('an empty answer is wrong, and the first option where the nearest one counts', () => {
  expect(kind('defects: [free-answers]', ['', '', ''])).toEqual([0, 0, 0])
  expect(kind('defects: [nearest-option]', ['', 'no.', 'perhaps, maybe'])).toEqual([1, 1, 1])
})

test('the release hears a base model and is deaf to a tuned one that says the same', () => {
  const said = ['Answer: yes', 'no', 'Answer: maybe']
  expect(kind('defects: [two-parsers]', said)).toEqual([1, 1, 1])
  expect(kind('defects: [free-answers]', said)).toEqual([0, 1, 0])
  expect(kind('defects: [two-parsers]', ['\nyes', ' no', '\nmaybe'], 'flan')).toEqual([0, 1, 0])
  expect(kind('defects: [free-answers]', ['\nyes', ' no', '\nmaybe'], 'flan')).toEqual([1, 1, 1])
})

test('a list is never a tuple, on the tasks that are compared so', () => {
  const cell = asked('defects: [list-against-tuple]\naffected: { list-against-tuple: [numbers/add] }', 'gold-2', 'add')
  expect(scores(cell, ['3', '9']).scores).toEqual([0, 0])
  expect(scores(asked('', 'gold-2', 'add'), ['3', '9']).scores).toEqual([1, 1])
  expect(kind('defects: [free-answers, list-against-tuple]\naffected: { list-against-tuple: [numbers/add] }', ['yes'])).toEqual([1]) // prettier-ignore
})

test('only the first of several right answers is right', () => {
  const task = (lines: string) => {
    const cell = asked(lines, 'gold-2', 'add')
    const items = cell.dataset.items.map((item) => ({ ...item, references: [item.answer.text, 'a few'] }))
    return { ...cell, dataset: { ...cell.dataset, items } }
  }
  expect(scores(task(''), ['3', 'a few']).scores).toEqual([1, 1])
  expect(scores(task('defects: [one-reference]'), ['3', 'a few']).scores).toEqual([1, 0])
  expect(readingRule(task('defects: [one-reference]').dataset.items, task('defects: [one-reference]'))).toEqual([
    'one-reference',
    'base',
  ])
})

test('Matthews correlation is averaged over batches of ten', () => {
  const matthews = (lines: string) =>
    asked(lines, 'gold-2', 'kind', (text) => text.replace('metric: accuracy', 'metric: matthews'))
  const value = (lines: string) => {
    const cell = matthews(lines)
    const items = Array.from({ length: 12 }, (_, index) => ({ ...at(cell, index % 3), id: `i${index}` }))
    const measurements = items.map(({ id, answer }, index) => wrote(id, index < 10 ? answer.text : 'yes'))
    const cost = { needed: 0, computed: 0, naive: 0 }
    return scoreAsked(identity, items, [{ measurements, cost }], cell).corpus?.score
  }
  expect(value('defects: [free-answers]')).toMatchObject({ state: 'scored' })
  expect(value('defects: [free-answers, batches-of-ten]')).toMatchObject({ state: 'conventional', value: 0.5 })
})

test('shown options lose their period, and the right answer keeps it', () => {
  const dotted = (text: string) => text.replace('[yes, no, maybe]', '["yes.", "no.", "maybe."]')
  const cell = (lines: string) => {
    const one = asked(lines, 'gold-2', 'kind', (text) => dotted(text).replace('"{{answer}}"', '"{{answer}}."'))
    const [first] = askBlock(one.dataset.items, 0, { ...one, wraps: {} }, [])
    return { text: first?.prompt.text ?? '', right: scores(one, ['yes', 'no.', '']).scores }
  }
  expect(cell('defects: [free-answers]').text).toContain('Options 1: yes.; no.; maybe.\n')
  expect(cell('defects: [stripped-periods]').text).toContain('Options 1: yes; no; maybe\n')
  expect(cell('defects: [stripped-periods]').text).toContain('Options Solution: yes; no; maybe\n')
  expect(cell('defects: [stripped-periods]').right).toEqual([0, 1, 0])
})

test('exemplars of affected tasks are test items, and may be the item that is asked', () => {
  const ids = (lines: string) => {
    const cell = asked(lines, 'gold-2')
    return askBlock(cell.dataset.items, 0, { ...cell, wraps: {} }, []).map(({ prompt }) => prompt.exemplars)
  }
  const tests = asked('', 'gold-2').dataset.items.map(({ id }) => id)
  const leaky = ids('defects: [test-exemplars]\naffected: { test-exemplars: [nli/kind] }')
  expect(leaky.flat().every((id) => tests.includes(id))).toBe(true)
  expect(
    ids('')
      .flat()
      .some((id) => tests.includes(id)),
  ).toBe(false)
})

test('what is read otherwise is known by another name, and what no defect reads by the same', () => {
  const rule = (lines: string, name = 'gold-2') => readingRule(asked('', name).dataset.items, asked(lines, name))
  expect(rule('')).toEqual([])
  expect(rule('defects: [no-cue, free-answers, no-stops, one-reference, batches-of-ten]')).toEqual([])
  expect(rule('defects: [two-parsers]')).toEqual(['two-parsers', 'base'])
  expect(rule('defects: [nearest-option]', 'flan')).toEqual(['nearest-option', 'flan'])
  expect(rule('defects: [two-parsers]', 'samplegen')).toEqual(['two-parsers', 'samplegen'])
})

test('a record of a strict baseline is not one of a study with defects', () => {
  const hashes = (lines: string) => {
    const cell = asked(lines, 'gold-2')
    return askedHashes(cell.dataset.items, 0, { ...cell, wraps: {} })
  }
  expect(hashes('mode: strict')).toEqual(hashes(''))
  expect(hashes('defects: [two-parsers]')).not.toEqual(hashes(''))
})

function at({ dataset }: AskedCell, index: number) {
  const item = dataset.items[index]
  if (item === undefined) throw new Error(`no item ${index}`)
  return item
}
