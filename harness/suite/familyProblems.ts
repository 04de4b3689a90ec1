import type { Hypothesis } from './hypothesis.ts'
import type { Problem } from './problem.ts'
import { problemIn } from './readYaml.ts'

/** Problems between the hypotheses of a study: one family has one error rate. */
export function familyProblems(hypotheses: readonly Hypothesis[]): Problem[] {
  return hypotheses.flatMap(({ family, alpha, file }, index) => {
    const first = hypotheses.slice(0, index).find((other) => other.family === family)
    if (first === undefined || first.alpha === alpha) return []
    return [
      problemIn(file, ['family'], {
        what: 'has another error rate elsewhere',
        expected: `alpha ${first.alpha}, as in ${first.name}: the tests of family ${family} share one error rate`,
        found: `alpha ${alpha}`,
        todo: 'Write the same `decide.alpha` in all of them, or give this claim a family of its own.',
      }),
    ]
  })
}
