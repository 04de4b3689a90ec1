import type { Engine, TokenCost } from '../engine/engine.ts'
import type { Prompt } from '../prompt/renderPrompt.ts'
import { readingOf, stopString } from '../prompt/writtenText.ts'
import type { WrittenBy } from '../suite/study.ts'
import { encodePrompt, fitPrompt } from './fit.ts'
import type { PromptRecord } from './measurement.ts'
import type { Subject } from './subject.ts'

/** Lets a tuned model write exemplars after every prompt, until it begins to restate the question, or has restated it; see `readingOf`. */
export async function writeExemplars(
  prompts: readonly Pick<Prompt, 'text' | 'opening'>[],
  { maxTokens, restatement }: { maxTokens: number } & Pick<WrittenBy, 'restatement'>,
  subject: Subject,
  engine: Engine,
): Promise<{ written: Written[]; cost: TokenCost }> {
  const { model, tokenizer } = subject
  const fitted = prompts.map((prompt) =>
    fitPrompt(
      encodePrompt(prompt, subject),
      maxTokens,
      `the prompt ${JSON.stringify(prompt.text.slice(0, 40))}`,
      subject,
    ),
  )
  const { outputs, cost } = await engine.generate({
    model,
    prompts: fitted.map((prompt) => prompt.fitted),
    maxTokens,
    stopTokens: tokenizer.eosIds,
    stopStrings: [stopString(restatement)],
    pieces: tokenizer.pieces,
  })
  const written = outputs.map(({ tokens, finish }, index) => {
    const cut = fitted[index]?.cut ?? 0
    return { text: readingOf(tokenizer.decode(tokens), restatement), finish, ...(cut > 0 ? { truncated: cut } : {}) }
  })
  return { written, cost }
}

/** What was written, and why it ended: `stop-string` when the model came to where it is stopped. */
export type Written = NonNullable<PromptRecord['written']>
