import { readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { checkFolder } from '../dataset/checkFolder.ts'
import type { Item } from '../dataset/item.ts'
import type { Condition } from '../suite/study.ts'
import { wrapsOf } from './wrap.ts'
import { renderPrompt, renderRequest, type Shown, writtenExemplars } from './renderPrompt.ts'

/** One line of the table that the lab's recipe wrote: the texts its models were really trained and measured with. */
interface Golden {
  task: string
  /** The name of a translation; absent where the task is asked as it is written. */
  language?: string
  item: string
  exemplars: string[]
  form: string
  text: string
}

const root = fileURLToPath(new URL('../..', import.meta.url))
const lab = checkFolder(path.join(root, 'suites/lab/study.yaml'))
const table = readFileSync(path.join(root, 'fixtures/lab/golden-prompts.jsonl'), 'utf8')
const lines = table
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as Golden)
const wraps = wrapsOf(lab.study.recipes)

describe('a prompt is, byte for byte, what the recipe in Python writes', () => {
  test.each(lines)('$task $language $item: $form with $exemplars', (line) => {
    const { task, language, item: id, exemplars: ids, form, text } = line
    const written = lab.datasets[lab.tasks.findIndex(({ name }) => name === task)]
    const { items, exemplars } = (language === undefined ? written : written?.translations?.[language]) ?? {
      items: [],
      exemplars: [],
    }
    const [item] = items.filter((each) => each.id === id)
    if (item === undefined) throw new Error(`task ${task} has no item ${id}`)
    const shown = ids.flatMap((name) => exemplars.filter((each) => each.id === name))
    expect(rendered(form, item, shown)).toBe(text)
  })
})

test('the table knows every form, both kinds of answer and every language of the lab', () => {
  expect(new Set(lines.map(({ form }) => form)).size).toBe(7)
  const languages = lab.datasets.flatMap(({ translations = {} }) => Object.keys(translations))
  expect(new Set(lines.map(({ language }) => language))).toEqual(new Set([undefined, ...languages]))
  expect(lines.length).toBeGreaterThanOrEqual(60)
})

function rendered(form: string, item: Item, exemplars: Item[]): string {
  const answer = ` ${item.answer.text}`
  const gold: Shown = exemplars.length === 0 ? { from: 'none' } : { from: 'gold', exemplars }
  switch (form) {
    case 'instruction':
      return prompt(item, { form: 'instruction', cue: false })
    case 'instruction+cue':
      return prompt(item, { form: 'instruction', cue: true })
    case 'component+cue':
      return prompt(item, { form: 'component' }, gold)
    case 'flan-prompt':
      return prompt(item, { form: 'instruction', weights: { recipe: 'flan' } })
    case 'flan-target':
      return prompt(item, { form: 'instruction', weights: { recipe: 'flan' } }) + answer
    case 'samplegen-prompt':
      return renderRequest(item, wraps, 'samplegen').text
    case 'samplegen-target': {
      const request = renderRequest(item, wraps, 'samplegen').text
      const whole = `${prompt(item, { form: 'component', weights: { recipe: 'samplegen' } }, gold)}${answer}\nEND_EXAMPLES`
      // What the model wrote, cut where it restates the question and put before the true question, is the same text again.
      const written = writtenExemplars(whole.slice(request.length))
      const spliced = prompt(item, { form: 'component', weights: { recipe: 'samplegen' } }, { from: 'recipe', written })
      expect(whole.startsWith(spliced)).toBe(true)
      return whole
    }
    default:
      throw new Error(`unknown form ${form} in golden-prompts.jsonl`)
  }
}

function prompt(item: Item, parts: Partial<Condition>, shown: Shown = { from: 'none' }): string {
  const exemplars: Condition['exemplars'] =
    shown.from === 'gold'
      ? { from: 'gold', shots: shown.exemplars.length }
      : shown.from === 'recipe'
        ? { from: 'recipe', recipe: 'samplegen', shots: 2 }
        : { from: 'none' }
  const condition: Condition = {
    name: 'golden',
    weights: 'base',
    form: 'component',
    cue: true,
    exemplars,
    items: 1,
    ...parts,
  }
  return renderPrompt(item, condition, wraps, shown).text
}
