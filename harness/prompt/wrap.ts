import { fillTemplate } from '../suite/template.ts'
import type { Recipe, Study } from '../suite/study.ts'
import type { ChatTemplate } from './chatTemplate.ts'
import { joined, type Segment, slice } from './segment.ts'

/** The text that a recipe puts around an instruction. */
export interface Wrap {
  /** Who writes the tokens before a text, such as BOS: the tokenizer, or the model's chat template, to which nothing is added. */
  opening: 'tokenizer' | 'template'
  around: (instruction: string) => string
}

export type Wraps = Readonly<Record<string, Wrap>>

/** The wraps of a study's recipes; `chats` holds the template of each recipe that asks for one, and only those that a cell needs. */
export function wrapsOf(recipes: Study['recipes'], chats: Readonly<Record<string, ChatTemplate>> = {}): Wraps {
  return Object.fromEntries(
    Object.entries(recipes).map(([name, recipe]) => [
      name,
      recipe.wrap.by === 'text' ? textWrap(recipe.wrap.text) : chatWrap(name, recipe.wrap, chats[name]),
    ]),
  )
}

/** The two ends of a wrap, before it is known: what stands between them will be inside. */
export const held = (segments: readonly Segment[]): Segment[] => [end, ...segments, end]

const end: Segment = { part: 'wrap', text: '' }

/** Puts a wrap around what its two ends hold. A chat template may trim that. */
export function wrapped(segments: readonly Segment[], { around }: Wrap): Segment[] {
  const isEnd = ({ part }: Segment) => part === 'wrap'
  const [from, to] = [segments.findIndex(isEnd), segments.findLastIndex(isEnd)]
  if (from === to) return [...segments]
  const inner = segments.slice(from + 1, to)
  const text = joined(inner)
  const whole = around(text)
  const kept = whole.includes(text) ? text : text.trim()
  const at = whole.lastIndexOf(kept)
  const start = text.indexOf(kept)
  const inside: Segment[] =
    at < 0
      ? [{ part: 'wrap', text: whole }]
      : [
          { part: 'wrap', text: whole.slice(0, at) },
          ...slice(inner, start, start + kept.length),
          { part: 'wrap', text: whole.slice(at + kept.length) },
        ]
  return [...segments.slice(0, from), ...inside, ...segments.slice(to + 1)]
}

function textWrap(text: string): Wrap {
  return { opening: 'tokenizer', around: (instruction) => fillTemplate(text, { instruction }) }
}

function chatWrap(name: string, wrap: Recipe['wrap'] & { by: 'chat' }, template: ChatTemplate | undefined): Wrap {
  const { system, date } = wrap
  return {
    opening: 'template',
    around(instruction) {
      if (template === undefined) throw new Error(`recipe ${name} wants a chat template, and none was loaded`)
      const user = { role: 'user', content: instruction } as const
      const messages = system === undefined ? [user] : [{ role: 'system', content: system } as const, user]
      return template(messages, { addGenerationPrompt: true, ...(date === undefined ? {} : { date }) })
    },
  }
}
