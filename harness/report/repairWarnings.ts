import type { CellScores } from '../measure/cell.ts'
import type { ReportWarning } from './report.generated.ts'

/** What was done to texts of a cell so that they could be scored at all; the study's `seam` and `tooLong` ask for it. */
export function repairWarnings({ shared, truncated, items }: CellScores, subject: string): ReportWarning[] {
  return [
    ...(shared === undefined
      ? []
      : [
          {
            subject: `${subject}: ${shared} of ${items.length} items`,
            message: 'an option shares a token with its prompt, and is scored as lm-evaluation-harness does',
          },
        ]),
    ...(truncated === undefined
      ? []
      : [
          {
            subject: `${subject}: ${truncated.items} of ${items.length} items, ${truncated.tokens} tokens`,
            message: "the front of a prompt was cut off, to the model's length",
          },
        ]),
  ]
}
