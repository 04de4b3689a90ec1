import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { families, inFolder } from '../../fixtures/oracle/family.ts'
import { loadTokenizer } from '../tokens/tokenizer.ts'
import { chatTemplate, loadChatTemplate, type Message } from './chatTemplate.ts'

const oracle = fileURLToPath(new URL('../../fixtures/oracle/chat/', import.meta.url))
const templates = JSON.parse(readFileSync(join(oracle, 'templates.json'), 'utf8')) as Record<string, string>
const rows = JSON.parse(readFileSync(join(oracle, 'rendered.json'), 'utf8')) as {
  template: string
  messages: Message[]
  prompt: boolean
  text?: string
  ids?: number[]
  error?: string
}[]
const tokens = { bos_token: '<s>', eos_token: '</s>' }

/** What the library refuses, or renders in another way; one that it learns belongs to the others. */
const refused = ['raw', 'escape']
const different = ['boolean', 'unknown', 'strip', 'case', 'scope']

function isEqual({ template, messages, prompt, text, error }: (typeof rows)[number]): boolean {
  try {
    const render = chatTemplate(templates[template] ?? '', 'file', tokens)
    return render(messages, { addGenerationPrompt: prompt, date: '2024-07-26' }) === text
  } catch (raised) {
    return (
      error !== undefined && raised instanceof Error && raised.message.includes(`it refuses the conversation: ${error}`)
    )
  }
}

describe.each(Object.keys(templates).filter((name) => ![...refused, ...different].includes(name)))(
  'the template of %s',
  (name) => {
    const own = rows.filter(({ template }) => template === name)

    test('is rendered as transformers renders it, and refuses what it refuses there', () => {
      expect(own.length).toBeGreaterThan(4)
      expect(own.filter((row) => !isEqual(row))).toEqual([])
    })
  },
)

test.each(refused)('a template with %s is an error', (name) => {
  const messages: Message[] = [{ role: 'user', content: 'Q' }]
  expect(() => chatTemplate(templates[name] ?? '', 'file', tokens)(messages, { addGenerationPrompt: true })).toThrow(
    /^file: the chat template cannot be (read|used)/,
  )
})

test.each(different)('a template with %s is rendered in another way, as is known', (name) => {
  expect(rows.filter((row) => row.template === name).some((row) => !isEqual(row))).toBe(true)
})

test('a rendered conversation has the ids of transformers: no BOS but what the template writes', () => {
  const family = families.find(({ name }) => name === 'llama3')
  if (family === undefined) throw new Error('the family llama3 is in the table')
  const tokenizer = inFolder({ ...family, changes: {} }, loadTokenizer)
  const wrong = rows.filter(({ text, ids }) => text !== undefined && tokenizer.encodeAlone(text).join() !== ids?.join())
  expect(wrong).toEqual([])
})

describe('a model folder', () => {
  let base: string
  let adapter: string
  beforeEach(() => {
    base = mkdtempSync(join(tmpdir(), 'kshot-'))
    adapter = mkdtempSync(join(tmpdir(), 'kshot-'))
  })
  afterEach(() => {
    for (const folder of [base, adapter]) rmSync(folder, { recursive: true })
  })
  const settings = (value: object): void => {
    writeFileSync(join(base, 'tokenizer_config.json'), JSON.stringify(value))
  }
  const rendered = (paths: { base: string; adapter?: string }, system?: string): string =>
    loadChatTemplate(paths)(
      [...(system === undefined ? [] : [{ role: 'system' as const, content: system }]), { role: 'user', content: 'Q' }],
      { addGenerationPrompt: true },
    )

  test('without a template is refused, with what to write instead', () => {
    const message =
      /tokenizer_config\.json: no chat template: expected `chat_template` there, or a file chat_template\.jinja beside it\. Write .*`wrap`/
    expect(() => rendered({ base })).toThrow(message)
    settings({ chat_template: null })
    expect(() => rendered({ base, adapter })).toThrow(message)
  })

  test('with a template in its settings renders that, with its own tokens', () => {
    settings({
      chat_template: '{{ bos_token }}{{ messages[0].content }}{{ eos_token }}',
      bos_token: { content: '<b>' },
    })
    expect(rendered({ base })).toBe('<b>Q')
  })

  test('with several takes the default one', () => {
    settings({
      chat_template: [
        { name: 'tool_use', template: 'T' },
        { name: 'default', template: 'D' },
      ],
    })
    expect(rendered({ base })).toBe('D')
    settings({ chat_template: [{ name: 'tool_use', template: 'T' }] })
    expect(() => rendered({ base })).toThrow(/one template is named "default"; found "tool_use"/)
  })

  test('with a file chat_template.jinja renders that one', () => {
    settings({ chat_template: 'settings', bos_token: '<b>' })
    writeFileSync(join(base, 'chat_template.jinja'), 'file {{ bos_token }}')
    expect(rendered({ base })).toBe('file <b>')
  })

  test('of an adapter comes before its base', () => {
    settings({ chat_template: 'base' })
    expect(rendered({ base, adapter })).toBe('base')
    writeFileSync(join(adapter, 'chat_template.jinja'), 'adapter')
    expect(rendered({ base, adapter })).toBe('adapter')
  })

  test.each([
    ['that is no template', '{% if %}', /chat_template\.jinja: the chat template cannot be read: .*Write .*`wrap`/],
    [
      'that uses what is not known',
      '{{ messages | nonsense }}',
      /jinja: the chat template cannot be used: .*nonsense.*`wrap`/,
    ],
    [
      'that writes today',
      '{{ strftime_now("%d") }}',
      /it writes the date of today; add `date: "YYYY-MM-DD"` to the recipe/,
    ],
  ])('with a file %s is refused', (_, text, message) => {
    writeFileSync(join(base, 'chat_template.jinja'), text)
    expect(() => rendered({ base })).toThrow(message)
  })

  test('whose template knows no system role says what to delete', () => {
    writeFileSync(join(base, 'chat_template.jinja'), templates.gemma ?? '')
    expect(() => rendered({ base }, 'Be brief.')).toThrow(
      'it refuses the conversation: System role not supported. A template without a system role wants `system` deleted.',
    )
  })
})

test('a date in a format that is not known is an error', () => {
  const render = chatTemplate('{{ strftime_now("%d %B %Y %j") }}', 'file', {})
  expect(() => render([], { addGenerationPrompt: true, date: '2024-07-26' })).toThrow('it writes the date as %j')
})
