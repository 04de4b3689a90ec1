import { isDeepStrictEqual } from 'node:util'
import type { Prompt } from '../prompt/renderPrompt.ts'
import { joinSeams, type Seam } from './seam.ts'
import type { Tokenizer } from './tokenizer.ts'

/**
 * Whether two prompts are one to a model: the same ids, with the same of them scored, option by option. Then what it answers is the same,
 * and nobody need be asked. Throws where `joinSeams` does.
 */
export function sameIds(tokenizer: Tokenizer, a: Prompt, b: Prompt, seam: Seam): boolean {
  if (a.continuations.length !== b.continuations.length) return false
  if (a.continuations.length === 0) return isDeepStrictEqual(idsOf(tokenizer, a), idsOf(tokenizer, b))
  // One by one: mostly the first differs.
  return a.continuations.every((_, index) => {
    const [own, other] = [a, b].map(({ text, opening, continuations }) =>
      joinSeams(
        tokenizer,
        { name: 'prompt', context: text, opening, continuations: continuations.slice(index, index + 1) },
        seam,
      ),
    )
    return isDeepStrictEqual(own, other)
  })
}

const idsOf = (tokenizer: Tokenizer, { text, opening }: Prompt) =>
  (opening === 'template' ? tokenizer.encodeAlone : tokenizer.encode)(text)
