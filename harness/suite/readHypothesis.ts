import { conditionProblems } from './conditionProblems.ts'
import type { HypothesisFile } from './hypothesis.generated.ts'
import type { Hypothesis } from './hypothesis.ts'
import { type Problem, refuse } from './problem.ts'
import { problemIn } from './readYaml.ts'
import type { Study } from './study.ts'
import { type Written, writtenHypothesis } from './validate.ts'

/** The hypothesis of a `*.hypothesis.yaml` file of `study`; `file` is its absolute path. Throws a SuiteError with all its problems. */
export function readHypothesis(file: string, text: string, study: Study): Hypothesis {
  const written = writtenHypothesis(file, text)
  refuse(problemsOf(written, study))
  const { data } = written
  return {
    name: data.hypothesis,
    claim: data.claim,
    family: data.family,
    each: data.each ?? 'base model',
    relate: { x: data.relate.x, y: data.relate.y, over: data.relate.over, given: data.relate.given ?? [] },
    decide: { alpha: data.decide?.alpha ?? 0.05, minimum: data.decide?.minimum ?? 0.5 },
    expect: data.expect,
    expectAt: written.keyAt(['expect']),
    file: written.file,
  }
}

function problemsOf({ data, file }: Written<HypothesisFile>, study: Study): Problem[] {
  const { x, y, given = [] } = data.relate
  return [
    ...conditionProblems(file, ['relate', 'x'], x, study),
    ...conditionProblems(file, ['relate', 'y'], y, study),
    ...(x === y ? [sameAxes(file, y)] : []),
    ...given.flatMap((name, i) => conditionProblems(file, ['relate', 'given', i], name, study, ['chance'])),
    ...given.flatMap((name, i) => (name === x || name === y ? [ownControl(file, i, name)] : [])),
  ]
}

function sameAxes(file: Hypothesis['file'], name: string): Problem {
  return problemIn(file, ['relate', 'y'], {
    what: 'is the same condition as `relate.x`',
    expected: 'two conditions: a condition always follows itself',
    found: name,
    todo: 'Name the other condition of the claim.',
  })
}

function ownControl(file: Hypothesis['file'], index: number, name: string): Problem {
  return problemIn(file, ['relate', 'given', index], {
    what: 'is one of the two conditions that are related',
    expected: 'a control that is neither x nor y: given one of them, nothing is left to relate',
    found: name,
    todo: 'Delete it, or name another condition.',
  })
}
