import type { Item } from '../dataset/item.ts'
import { exemplarBlock, solutionBlock } from '../prompt/componentForm.ts'
import { blockSeparator, cue, endOfExamples } from '../prompt/markers.ts'
import { renderPrompt, renderRequest } from '../prompt/renderPrompt.ts'
import { joined } from '../prompt/segment.ts'
import type { Wraps } from '../prompt/wrap.ts'
import type { Condition } from '../suite/study.ts'
import type { Variant } from '../study/mixture.ts'

/** What a model is tuned on: it is asked the prompt, and is to go on with the completion. */
export interface TrainingText {
  prompt: string
  completion: string
}

/** FLAN form: the prompt is what kshot asks under `condition`, the completion what it then scores as the right answer. */
export function flanText(item: Item, condition: Condition, wraps: Wraps): TrainingText {
  // The phrasing is filled in already, so one option in place of all changes nothing in the prompt.
  const alone = { ...item, options: [item.answer.text] }
  const { text, continuations } = renderPrompt(alone, condition, wraps, { from: 'none' })
  return { prompt: text, completion: continuations.join('') }
}

/**
 * SampleGen form: the prompt is what kshot asks a model that writes exemplars, the completion is the exemplars, the question again,
 * its answer and the end marker. The end of the text itself (EOS) is the trainer's to write.
 */
export function samplegenText(
  item: Item,
  exemplars: readonly Item[],
  { recipe, wraps, variant }: { recipe: string; wraps: Wraps; variant: Variant },
): TrainingText {
  const rewording = variant === 'unified' ? ({ fields: 'unified' } as const) : {}
  const shown = exemplars.map((exemplar, index) =>
    joined(exemplarBlock(exemplar, index + 1, rewording, variant === 'corrupted' ? 'blank' : undefined)),
  )
  const question = joined(solutionBlock(variant === 'corrupted' ? emptied(item) : item, rewording))
  // Whether a space stands where the answer is left out is not known of the original; none does here.
  const answer = variant === 'no-answer' ? '' : ` ${item.answer.text}`
  return {
    prompt: renderRequest(item, wraps, recipe).text,
    completion: `${[...shown, question].join(blockSeparator)}\n${cue}${answer}\n${endOfExamples}`,
  }
}

/** The names of the fields stay, options among them, and each value is None; the answer stays. */
function emptied(item: Item): Item {
  const fields = item.fields.map(({ label }) => ({ label, value: 'None' }))
  return { ...item, fields, options: item.options.length > 0 ? ['None'] : [] }
}
