import type { ReportProperty } from '../report/report.generated.ts'

/** Why the test of a property fails, in words: what was expected, what came out, and what shows it. */
export function propertyFailure({
  property,
  subject,
  state,
  expect,
  law,
  reason,
  toDecide,
  counterexample,
}: ReportProperty): string {
  return [
    `${property}: ${subject}: ${state}, and ${expect} was expected: ${law}`,
    reason,
    ...(counterexample === undefined
      ? []
      : [
          `${counterexample.rewrite}: “${counterexample.before.answer}” becomes “${counterexample.after.answer}”`,
          `${counterexample.file}:${counterexample.line}: ${counterexample.task}, item ${counterexample.item}`,
          `again: ${counterexample.replay}`,
        ]),
    ...toDecide.map((text) => `To decide it: ${text}`),
  ].join('\n')
}
