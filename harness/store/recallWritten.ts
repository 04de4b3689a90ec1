import type { ModelPaths } from '../engine/engine.ts'
import { writeExemplars, type Written } from '../measure/writeExemplars.ts'
import type { TextRules } from '../measure/subject.ts'
import type { Prompt } from '../prompt/renderPrompt.ts'
import type { WrittenBy } from '../suite/study.ts'
import type { Plain } from './fingerprint.ts'
import type { Instruments } from './instruments.ts'
import { recall, type Recalled } from './recall.ts'
import { tooLongRule } from './recallMeasurements.ts'

/** The exemplars that a tuned model writes for one block of prompts, from the store or from the engine. */
export async function recallWritten(
  prompts: readonly Pick<Prompt, 'text' | 'opening'>[],
  model: ModelPaths,
  { rules, ...writing }: { maxTokens: number; rules: TextRules } & Pick<WrittenBy, 'restatement'>,
  about: { readonly [key: string]: Plain },
  instruments: Instruments,
): Promise<Recalled<Written>> {
  const { engine, store, underWay } = instruments
  const provenance = await instruments.provenance(model)
  return recall({
    store,
    underWay,
    about,
    determines: {
      kind: 'written',
      ...writing,
      ...tooLongRule(rules),
      provenance,
      prompts: prompts.map(({ text }) => text),
      ...(prompts.some(({ opening }) => opening === 'template') ? { opening: 'template' } : {}),
    },
    isEntry: isWritten,
    async compute() {
      const subject = { ...(await instruments.subject(model)), rules }
      const { written, cost } = await writeExemplars(prompts, writing, subject, engine)
      return { entries: written, cost }
    },
  })
}

function isWritten(value: unknown): value is Written {
  return typeof value === 'object' && value !== null && 'text' in value && 'finish' in value
}
