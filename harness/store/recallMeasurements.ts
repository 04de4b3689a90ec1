import type { ModelPaths } from '../engine/engine.ts'
import { answerFreely } from '../measure/answerFreely.ts'
import type { AskedItem } from '../measure/askBlock.ts'
import { type Asking, LINE_END } from '../measure/asking.ts'
import type { Measurement } from '../measure/measurement.ts'
import { scoreOptions } from '../measure/scoreOptions.ts'
import type { TextRules } from '../measure/subject.ts'
import { seamRules } from '../tokens/seam.ts'
import type { Plain } from './fingerprint.ts'
import type { Instruments } from './instruments.ts'
import { recall, type Recalled } from './recall.ts'

/** The measurements of one block of items under one condition, from the store or from the engine. */
export async function recallMeasurements(
  asked: readonly AskedItem[],
  model: ModelPaths,
  { asking, rules }: { asking: Asking; rules: TextRules },
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
      rule: {
        ...(asking.by === 'options' ? { seam: seamRules[rules.seam] } : { maxTokens: asking.maxTokens }),
        ...(asking.by === 'text' ? stopRule(asking.stops) : {}),
        ...tooLongRule(rules),
      },
      provenance,
      asked: asked.map(determining),
    },
    isEntry: isMeasurement,
    async compute() {
      const subject = { ...(await instruments.subject(model)), rules }
      const { measurements, cost } =
        asking.by === 'options'
          ? await scoreOptions(asked, subject, engine)
          : await answerFreely(asked, asking, subject, engine)
      return { entries: measurements, cost }
    },
  })
}

/** A refusal stores nothing, so only a rule that cuts belongs to what a record says. */
export function tooLongRule({ tooLong }: TextRules): { [key: string]: Plain } {
  return tooLong === 'refuse' ? {} : { tooLong }
}

/** Records were kept before there was another end of an answer than that of its line. */
function stopRule(stops: readonly string[]): { [key: string]: Plain } {
  return stops.length === 1 && stops[0] === LINE_END ? {} : { stops }
}

/** All of an item that its measurement depends on, the record's own content included. */
function determining({ item, prompt, record: { written } }: AskedItem): Plain {
  return {
    item: item.id,
    text: prompt.text,
    ...(prompt.opening === 'template' ? { opening: prompt.opening } : {}),
    continuations: prompt.continuations,
    options: item.options,
    answer: item.answer.index ?? item.answer.text,
    exemplars: prompt.exemplars,
    written: written === undefined ? [] : Object.values(written),
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
