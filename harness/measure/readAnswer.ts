import { cue } from '../prompt/markers.ts'
import type { Defect } from '../suite/defects.ts'
import type { Answered } from './measurement.ts'
import { numberIn } from './metric/numbers.ts'
import { nearestOption } from './nearestOption.ts'
import { heardLetter, releasedAnswer, type Writer } from './releasedAnswer.ts'

/** What decides how the answer in a text is read, besides the text. */
export interface Reader {
  defects: ReadonlySet<Defect>
  writer: Writer
  /** Whether the prompt ended in the answer cue. */
  cued: boolean
  /** Options of the item; empty for free text. */
  options: readonly string[]
}

/** The answer in what a model wrote, in the order of the release's own steps; the one that was taken strictly where no defect is on. */
export function readAnswer(
  { generated, answer }: Pick<Answered, 'generated' | 'answer'>,
  { defects, writer, cued, options }: Reader,
): string {
  // The tuned models of the release write the marker themselves; here it may stand at the end of their prompt.
  const text = (writer !== 'base' && cued ? cue : '') + generated
  const taken = defects.has('two-parsers') ? releasedAnswer(text, writer) : { answer, marked: false }
  const steps: [Defect, (read: string) => string][] = [
    ['letters', (read) => (taken.marked ? heardLetter(read, options) : read)],
    ['nine-for-no-number', (read) => (read === '' || numberIn(read) !== undefined ? read : '9.0')],
    ['deleted-symbols', (read) => read.replace(/[$%"]/g, '')],
    ['nearest-option', (read) => nearestOption(read, options)],
  ]
  return steps.reduce((read, [defect, step]) => (defects.has(defect) ? step(read) : read), taken.answer)
}
