import type { ModelPaths } from '../engine/engine.ts'
import { answerFreely, MAX_ANSWER_TOKENS } from '../measure/answerFreely.ts'
import type { AskedItem } from '../measure/askBlock.ts'
import type { Measurement } from '../measure/measurement.ts'
import { scoreOptions } from '../measure/scoreOptions.ts'
import type { Task } from '../suite/task.ts'
import { seamRule } from '../tokens/seam.ts'
import type { Plain } from './fingerprint.ts'
import type { Instruments } from './instruments.ts'
import { recall, type Recalled } from './recall.ts'

/** The measurements of one block of items under one condition, from the store or from the engine. */
export async function recallMeasurements(
  asked: readonly AskedItem[],
  model: ModelPaths,
  metric: Task['metric'],
  about: { readonly [key: string]: Plain },
  instruments: Instruments,
): Promise<Recalled<Measurement>> {
  const { engine, store, underWay } = instruments
  const provenance = await instruments.provenance(model)
  return recall({
    store,
    underWay,
    about,
    determines: {
      rule: metric === 'accuracy' ? { seam: seamRule } : { maxTokens: MAX_ANSWER_TOKENS },
      provenance,
      asked: asked.map(determining),
    },
    isEntry: isMeasurement,
    async compute() {
      const tokenizer = await instruments.tokenizer(model)
      const measure = metric === 'accuracy' ? scoreOptions : answerFreely
      const { measurements, cost } = await measure(asked, model, engine, tokenizer)
      return { entries: measurements, cost }
    },
  })
}

/** All of an item that its measurement depends on, the record's own content included. */
function determining({ item, prompt, record: { written } }: AskedItem): Plain {
  return {
    item: item.id,
    text: prompt.text,
    continuations: prompt.continuations,
    options: item.options,
    answer: item.answer.index ?? item.answer.text,
    exemplars: prompt.exemplars,
    written: written === undefined ? [] : [written.text, written.finish],
  }
}

function isMeasurement(value: unknown): value is Measurement {
  return (
    typeof value === 'object' &&
    value !== null &&
    'state' in value &&
    'item' in value &&
    (value.state === 'scored' || value.state === 'answered' || value.state === 'unanswered')
  )
}
