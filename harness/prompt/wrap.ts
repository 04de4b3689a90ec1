import { fillTemplate } from '../suite/template.ts'
import type { Recipe, Study } from '../suite/study.ts'
import type { ChatTemplate } from './chatTemplate.ts'

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
