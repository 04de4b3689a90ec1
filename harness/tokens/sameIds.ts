import type { Prompt } from '../prompt/renderPrompt.ts'
import { joinSeams, type Seam } from './seam.ts'
import type { Tokenizer } from './tokenizer.ts'

/**
 * Whether two prompts are one to a model: the same ids, with the same of them scored, option by option. Then what it answers is the same,
 * and nobody need be asked. Throws where `joinSeams` does.
 */
export function sameIds(tokenizer: Tokenizer, a: Prompt, b: Prompt, seam: Seam): boolean {
  const idsOf = ({ text, opening, continuations }: Prompt) =>
    JSON.stringify(
      continuations.length === 0
        ? (opening === 'template' ? tokenizer.encodeAlone : tokenizer.encode)(text)
        : joinSeams(tokenizer, { name: 'prompt', context: text, opening, continuations }, seam),
    )
  return idsOf(a) === idsOf(b)
}
