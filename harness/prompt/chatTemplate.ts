import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Environment, Interpreter, Template } from '@huggingface/jinja'
import { dateWords } from './dateWords.ts'

/** One turn of a conversation. */
export interface Message {
  role: 'system' | 'user' | 'assistant'
  content: string
}

/** What a chat template is given, besides the messages. */
export interface ChatSettings {
  /** Whether the text ends where the assistant's turn begins. */
  addGenerationPrompt: boolean
  /** What a template that asks for today is told, as YYYY-MM-DD; a template never sees the clock. */
  date?: string
}

/**
 * Renders messages as the model's own template wants them, as transformers' `apply_chat_template` does without tools. The library that does it
 * refuses part of Jinja and renders some corners in another way (printed booleans, a variable that is set in one turn of a loop and read in the
 * next, `rstrip` with characters); the test lists them.
 */
export type ChatTemplate = (messages: readonly Message[], settings: ChatSettings) => string

/**
 * The chat template of a model: of the adapter's folder where it has one, else of the base folder. In a folder, `chat_template.jinja` comes
 * before `chat_template` of `tokenizer_config.json`, where a list must name one `default`. Throws where there is none, or it cannot be read;
 * rendering throws for messages that the template refuses.
 */
export function loadChatTemplate({ base, adapter }: { base: string; adapter?: string }): ChatTemplate {
  const found = (adapter === undefined ? undefined : templateIn(adapter)) ?? templateIn(base)
  if (found === undefined) {
    throw new Error(
      `${join(base, 'tokenizer_config.json')}: no chat template: expected \`chat_template\` there, or a file chat_template.jinja beside it. Write the text around the question as \`wrap\` of the recipe, in place of \`chat\`.`,
    )
  }
  const { file, text, tokens } = found
  return chatTemplate(text, file, tokens)
}

/** A template from its text; `file` stands for it in errors, `tokens` are the special tokens that it may write, by name. */
export function chatTemplate(text: string, file: string, tokens: Readonly<Record<string, string>>): ChatTemplate {
  const template = inFile(file, () => new Template(text))
  return (messages, { addGenerationPrompt, date }) => {
    let refusal: string | undefined
    const refuse = (reason: string): never => {
      refusal = reason
      throw new Error(reason)
    }
    const now = (format: string): string =>
      date === undefined
        ? refuse(
            'it writes the date of today; add `date: "YYYY-MM-DD"` to the recipe, so that the prompt is the same on every day',
          )
        : dateWords(date, format, refuse)
    try {
      const names = {
        ...tokens,
        messages: messages.map((message) => ({ ...message })),
        tools: null,
        documents: null,
        add_generation_prompt: addGenerationPrompt,
        raise_exception: (reason: string) => refuse(`it refuses the conversation: ${reason}`),
        strftime_now: now,
      }
      return render(template, names)
    } catch (error) {
      throw new Error(
        `${file}: the chat template cannot be used: ${refusal ?? messageOf(error)}. ${refusal === undefined ? 'Write the text around the question as `wrap` of the recipe, in place of `chat`.' : roleAdvice(messages)}`,
        { cause: error },
      )
    }
  }
}

/** The library's `render` has a clock and an exception of its own, which cannot be replaced, so its parts are put together here. */
function render(template: Template, names: Readonly<Record<string, unknown>>): string {
  const environment = new Environment()
  for (const [name, value] of Object.entries({ ...constants, range, ...names })) environment.set(name, value)
  const { value } = new Interpreter(environment).run(template.parsed)
  if (typeof value !== 'string') throw new Error('it gives no text')
  return value
}

const constants = { true: true, false: false, none: null, True: true, False: false, None: null }

function range(start: number, stop?: number, step = 1): number[] {
  const [first, end] = stop === undefined ? [0, start] : [start, stop]
  return Array.from({ length: Math.max(0, Math.ceil((end - first) / step)) }, (_, i) => first + i * step)
}

function roleAdvice(messages: readonly Message[]): string {
  return messages.some(({ role }) => role === 'system')
    ? 'A template without a system role wants `system` deleted.'
    : ''
}

interface Found {
  file: string
  text: string
  tokens: Record<string, string>
}

function templateIn(folder: string): Found | undefined {
  const settingsFile = join(folder, 'tokenizer_config.json')
  const settings = existsSync(settingsFile)
    ? inFile(settingsFile, () => JSON.parse(readFileSync(settingsFile, 'utf8')) as unknown)
    : {}
  if (!isObject(settings)) throw new Error(`${settingsFile} must hold a JSON object.`)
  const tokens = specialTokens(settings)
  const file = join(folder, 'chat_template.jinja')
  if (existsSync(file)) return { file, text: readFileSync(file, 'utf8'), tokens }
  const text = writtenTemplate(settings.chat_template, settingsFile)
  return text === undefined ? undefined : { file: settingsFile, text, tokens }
}

function writtenTemplate(written: unknown, file: string): string | undefined {
  if (written === undefined || written === null || typeof written === 'string') return written ?? undefined
  const named = Array.isArray(written) ? written.filter(isObject) : []
  const text = named.find(({ name }) => name === 'default')?.template
  if (typeof text === 'string') return text
  throw new Error(
    `${file}: chat_template must be a text, or a list in which one template is named "default"; found ${named.map(({ name }) => JSON.stringify(name)).join(', ') || JSON.stringify(written).slice(0, 60)}.`,
  )
}

/** `bos_token`, `eos_token` and the like: every setting of that name that is a token. */
function specialTokens(settings: Record<string, unknown>): Record<string, string> {
  const tokens = Object.entries(settings).map(([name, value]) => [name, isObject(value) ? value.content : value])
  return Object.fromEntries(
    tokens.filter(
      (entry): entry is [string, string] => String(entry[0]).endsWith('_token') && typeof entry[1] === 'string',
    ),
  )
}

function inFile<T>(file: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw new Error(
      `${file}: the chat template cannot be read: ${messageOf(error)}. Write the text around the question as \`wrap\` of the recipe, in place of \`chat\`.`,
      { cause: error },
    )
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
