import type { Part, Segment } from '../prompt/segment.ts'
import { answersOf } from './answers.ts'
import type { Draft } from './draft.ts'

/** The same draft, some parts of which have other texts once it is text: those of the question, or of the exemplars too. */
export function edited(
  draft: Draft,
  parts: readonly Part[],
  { exemplars }: { exemplars: boolean },
  change: (text: string, answers: readonly string[]) => string,
): Draft {
  const isMeant = ({ part, exemplar }: Segment) => parts.includes(part) && (exemplars || exemplar === undefined)
  return {
    ...draft,
    edits: [
      ...draft.edits,
      (segments, item) => {
        const answers = answersOf(item)
        return segments.map((segment) =>
          isMeant(segment) ? { ...segment, text: change(segment.text, answers) } : segment,
        )
      },
    ],
  }
}
