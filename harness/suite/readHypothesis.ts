import type { Hypothesis } from './hypothesis.ts'
import { refuse } from './problem.ts'
import { relationOf } from './relation.ts'
import { relationProblems } from './relationProblems.ts'
import type { Study } from './study.ts'
import { writtenHypothesis } from './validate.ts'

/** The hypothesis of a `*.hypothesis.yaml` file of `study`; `file` is its absolute path. Throws a SuiteError with all its problems. */
export function readHypothesis(file: string, text: string, study: Study): Hypothesis {
  const written = writtenHypothesis(file, text)
  refuse(relationProblems(written, study))
  const { data } = written
  const relation = relationOf(data)
  if (relation === undefined) throw new Error(`${file}: a hypothesis without a relation was not refused`)
  return {
    name: data.hypothesis,
    claim: data.claim,
    family: data.family,
    relation,
    alpha: data.decide?.alpha ?? 0.05,
    expect: data.expect,
    expectAt: written.keyAt(['expect']),
    file: written.file,
  }
}
