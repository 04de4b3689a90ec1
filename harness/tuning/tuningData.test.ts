import { readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { checkFolder } from '../dataset/checkFolder.ts'
import type { Item } from '../dataset/item.ts'
import { renderPrompt, renderRequest, writtenExemplars } from '../prompt/renderPrompt.ts'
import { wrapsOf } from '../prompt/wrap.ts'
import { GENERATION, MIXTURES } from '../study/mixture.ts'
import type { Task } from '../suite/task.ts'
import { samplegenText } from './trainingText.ts'
import { tuningData, type TrainingRow, type Wanted } from './tuningData.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const lab = checkFolder(path.join(root, 'suites/lab/study.yaml'))
const wraps = wrapsOf(lab.study.recipes)
const ONE: Record<string, string> = {
  'setup-3': 'nli/query',
  'setup-6': 'coreference/three',
  'setup-7': 'coreference/fit',
}
const KIND = lab.tasks.findIndex(({ name }) => name === 'nli/kind')
const byId = new Map(
  lab.tasks.flatMap(({ name }) => poolOf(name).map((item): [string, Item] => [`${name} ${item.id}`, item])),
)
const registry = MIXTURES.flatMap((mixture) => mixture.forms.map((form) => ({ mixture, form, name: mixture.name })))

describe.each(registry)('$name in $form form, over the lab', ({ mixture, form, name }) => {
  const { variant } = mixture
  const { train, validation, tasks } = made(name, form)
  const rows = [...train, ...validation]

  test('names each row by the id and task of its item, once', () => {
    const keys = rows.map(({ task, id }) => `${task} ${id}`)
    expect(new Set(keys).size).toBe(rows.length)
    expect(rows.length).toBeGreaterThan(20)
    for (const row of rows) expect(itemOf(row).id).toBe(row.id)
    expect(tasks.reduce((sum, each) => sum + each.train, 0)).toBe(train.length)
  })

  test('is asked and shown no test item of any of its tasks', () => {
    const used = new Map<string, Set<Item>>()
    for (const row of rows) {
      const shown = (row.exemplars ?? []).map((id) => exemplarOf(row, id))
      used.set(row.task, new Set([...(used.get(row.task) ?? []), itemOf(row), ...shown]))
    }
    for (const [task, items] of used) {
      const { items: tests } = datasetOf(task)
      const [words, ids] = [new Set(tests.map(asked)), new Set(tests.map(({ id }) => id))]
      expect([...items].filter((item) => words.has(asked(item)) || ids.has(item.id))).toEqual([])
    }
  })

  test('asks, byte for byte, as kshot asks the tuned model', () => {
    for (const row of rows) {
      const item = itemOf(row)
      const asked =
        form === 'flan'
          ? renderPrompt(item, condition('flan'), wraps, { from: 'none' }).text
          : renderRequest(item, wraps, 'samplegen').text
      expect(text(row).prompt).toBe(asked)
    }
  })

  if (form === 'flan') {
    test('completes a prompt with the right answer', () => {
      for (const row of rows) expect(text(row).completion).toBe(` ${itemOf(row).answer.text}`)
    })
    return
  }

  test('shows two exemplars with their own answers, then the answer, except where the variant says not', () => {
    for (const row of rows) {
      const answers = [...text(row).completion.matchAll(/^Answer (\S+):(.*)$/gmu)].map(([, label, answer]) => [
        label,
        answer,
      ])
      const shown =
        variant === 'corrupted'
          ? ['(blank)', '(blank)']
          : (row.exemplars ?? []).map((id) => exemplarOf(row, id).answer.text)
      expect(answers).toEqual([
        ['1', ` ${shown[0] ?? ''}`],
        ['2', ` ${shown[1] ?? ''}`],
        ['Solution', variant === 'no-answer' ? '' : ` ${itemOf(row).answer.text}`],
      ])
      expect(text(row).completion.endsWith('\nEND_EXAMPLES')).toBe(true)
    }
  })

  test('never shows the item itself, nor one exemplar twice', () => {
    for (const { id, exemplars = [] } of rows) expect(new Set([id, ...exemplars]).size).toBe(1 + exemplars.length)
  })

  if (variant === 'relevance')
    test('takes exemplars from one other task, of another cluster and the same kind', () => {
      const cluster = (task = '') => task.split('/')[0] ?? ''
      const donorsOf = new Map<string, Set<string | undefined>>()
      for (const { task, exemplarTask } of rows) {
        donorsOf.set(task, (donorsOf.get(task) ?? new Set()).add(exemplarTask))
        expect(cluster(exemplarTask)).not.toBe(cluster(task))
        expect(GENERATION.includes(cluster(exemplarTask))).toBe(GENERATION.includes(cluster(task)))
      }
      expect([...donorsOf.values()].every((names) => names.size === 1)).toBe(true)
    })

  if (variant === 'unified')
    test('names no field', () => {
      const labels = lab.tasks.flatMap(({ prompt }) => prompt.fields.map(({ label }) => label))
      const named = new RegExp(`^(${[...new Set(labels), 'Options'].join('|')}) (1|2|Solution): `, 'mu')
      for (const row of rows) expect(text(row).completion).not.toMatch(named)
    })
})

test('both forms of a mixture ask the same items in the same order', () => {
  const ids = (form: 'flan' | 'samplegen') => made('main', form).train.map(({ id }) => id)
  expect(ids('flan')).toEqual(ids('samplegen'))
})

test('a SampleGen text is what kshot scores once it has put the true question after the written exemplars', () => {
  for (const row of made('main', 'samplegen').train) {
    const { prompt, completion } = text(row)
    const item = itemOf(row)
    const shown = { from: 'recipe', written: writtenExemplars(completion) } as const
    const asked = renderPrompt(item, condition('samplegen'), wraps, shown)
    expect(prompt + completion).toBe(`${asked.text} ${item.answer.text}\nEND_EXAMPLES`)
  }
})

test('SampleGen texts are, byte for byte, those that the recipe in Python tuned the lab on', () => {
  const table = readFileSync(path.join(root, 'fixtures/lab/golden-prompts.jsonl'), 'utf8').trimEnd().split('\n')
  const lines = table.map(
    (line) => JSON.parse(line) as { task: string; item: string; exemplars: string[]; form: string; text: string },
  )
  const targets = lines.filter(({ form }) => form === 'samplegen-target')
  expect(targets.length).toBeGreaterThan(5)
  for (const { task, item: id, exemplars, text: written } of targets) {
    const { items } = datasetOf(task)
    const [item] = items.filter((each) => each.id === id)
    if (item === undefined) throw new Error(`task ${task} has no item ${id}`)
    const shown = exemplars.flatMap((name) => datasetOf(task).exemplars.filter((each) => each.id === name))
    const { prompt, completion } = samplegenText(item, shown, { recipe: 'samplegen', wraps, variant: 'plain' })
    expect(prompt + completion).toBe(written)
  }
})

test('the loss on the whole sequence is asked for by one text', () => {
  const pairs = made('main', 'samplegen').train.map((row) => text(row).prompt + text(row).completion)
  const whole = made('main', 'samplegen', { loss: 'sequence' }).train
  expect(whole.map((row) => ('text' in row ? row.text : ''))).toEqual(pairs)
  expect(whole.some((row) => 'prompt' in row)).toBe(false)
})

test('a limit on rows keeps the first of them, and the validation rows as they are', () => {
  const all = made('main', 'flan')
  const few = made('main', 'flan', { rows: 10 })
  expect(few.train).toEqual(all.train.slice(0, 10))
  expect(few.validation).toEqual(all.validation)
  expect(all.validation).toHaveLength(Math.floor((all.train.length + all.validation.length) / 10))
})

test('another seed draws another order of the same items', () => {
  const order = (seed: number) => made('setup-4', 'flan', { seed }).train.map(({ id }) => id)
  expect(made('main', 'flan', { seed: 8 }).train).not.toEqual(made('main', 'flan').train)
  expect(order(8)).toEqual(order(7))
})

test('a task is tuned on its training rows, and on its exemplars where it names none', () => {
  const { items, exemplars } = datasetOf('nli/kind')
  const own = { ...lab, datasets: lab.datasets.with(KIND, { items, exemplars }), tasks: without('training') }
  for (const [folder, pool] of [
    [lab, poolOf('nli/kind')],
    [own, exemplars],
  ] as const) {
    const { train, tasks } = tuningData(folder, wanted('setup-4', 'samplegen'), readFileSync)
    const used = train.flatMap(({ id, exemplars: shown = [] }) => [id, ...shown])
    expect(used.filter((id) => !pool.some((item) => item.id === id))).toEqual([])
    expect(tasks.map((task) => task.items + task.exemplars)).toEqual([pool.length])
  }
})

test('a task without rows, and one with too few, is refused at its line', () => {
  const none = lab.datasets.with(KIND, { items: [], exemplars: [] })
  const bare = { ...lab, datasets: none, tasks: without('exemplars', 'training') }
  expect(() => tuningData(bare, wanted('main', 'flan'), readFileSync)).toThrow(
    /nli-kind\.task\.yaml:\d+:\d+: `exemplars` cannot be tuned on/u,
  )
  const training = poolOf('nli/kind').slice(0, 3)
  const few = { ...lab, datasets: lab.datasets.with(KIND, { items: [], exemplars: [], training }) }
  expect(tuningData(few, wanted('main', 'flan'), readFileSync).tasks.map((each) => each.items)).toContain(2)
  expect(() => tuningData(few, wanted('main', 'samplegen'), readFileSync)).toThrow(
    /`training` cannot be tuned on[\s\S]*found {5}1 and 2/u,
  )
})

test('a recipe that does not fit is refused by name', () => {
  expect(() => made('main', 'flan', { recipe: 'fan' })).toThrow(/`recipes\.fan` is not there[\s\S]*nearest {3}flan/u)
  expect(() => made('main', 'flan', { recipe: 'samplegen' })).toThrow('does not fit form flan')
  expect(() => made('corrupted', 'flan')).toThrow('mixture corrupted has no form flan')
  const chat = {
    ...lab,
    study: { ...lab.study, recipes: { flan: { wrap: { by: 'chat' }, shots: 0, maxTokens: 0 } } },
  } as const
  expect(() => tuningData(chat, wanted('main', 'flan'), readFileSync)).toThrow('asks by a chat template')
})

test('relevance is refused where no other task is of the same kind', () => {
  const tasks = lab.tasks.map((task) =>
    task.cluster === 'translation' ? { ...task, role: 'untouched' as const } : task,
  )
  expect(() => tuningData({ ...lab, tasks }, wanted('relevance', 'samplegen'), readFileSync)).toThrow(
    /task struct-to-text\/\S+ finds no other task/u,
  )
})

/** The tasks of the lab, nli/kind without these keys. */
function without(...keys: ('exemplars' | 'training')[]): Task[] {
  return lab.tasks.map((task, at) => {
    if (at !== KIND) return task
    const { exemplars, training, ...rest } = task
    return {
      ...rest,
      ...(exemplars === undefined || keys.includes('exemplars') ? {} : { exemplars }),
      ...(training === undefined || keys.includes('training') ? {} : { training }),
    }
  })
}

function wanted(name: string, form: Wanted['form'], parts: Partial<Wanted> = {}): Wanted {
  const mixture = MIXTURES.find((each) => each.name === name)
  if (mixture === undefined) throw new Error(`no mixture ${name}`)
  const task = ONE[name]
  const rest = { recipe: form, seed: 7, loss: 'completion', rows: 20_000, cap: 3000, temperature: 1 } as const
  return { mixture, form, ...rest, ...(task === undefined ? {} : { task }), ...parts }
}

function made(name: string, form: Wanted['form'], parts: Partial<Wanted> = {}) {
  return tuningData(lab, wanted(name, form, parts), readFileSync)
}

function text(row: TrainingRow) {
  if (!('prompt' in row)) throw new Error(`row ${row.id} has no prompt`)
  return row
}

function condition(name: string) {
  const found = lab.study.conditions.find((each) => each.name === name)
  if (found === undefined) throw new Error(`the lab has no condition ${name}`)
  return found
}

function datasetOf(name: string) {
  return lab.datasets[lab.tasks.findIndex((task) => task.name === name)] ?? { items: [], exemplars: [] }
}

function poolOf(name: string) {
  const { exemplars, training } = datasetOf(name)
  return training ?? exemplars
}

function itemOf({ task, id }: TrainingRow) {
  const found = byId.get(`${task} ${id}`)
  if (found === undefined) throw new Error(`task ${task} has no row ${id}`)
  return found
}

const asked = ({ fields }: Item) => JSON.stringify(fields)

function exemplarOf({ exemplarTask = '' }: TrainingRow, id: string) {
  return itemOf({ task: exemplarTask, id, text: '' })
}
