import { isAskable } from './askable.ts'
import { conditionsOf, type Hypothesis } from './hypothesis.ts'
import { type Problem, refuse } from './problem.ts'
import { problemIn } from './readYaml.ts'
import { KEY_OF, relationOf } from './relation.ts'
import { relationProblems } from './relationProblems.ts'
import type { Condition, Study } from './study.ts'
import type { SuiteFile } from './suiteFile.ts'
import { writtenHypothesis } from './validate.ts'

/** The hypothesis of a `*.hypothesis.yaml` file of `study`; `file` is its absolute path. Throws a SuiteError with all its problems. */
export function readHypothesis(file: string, text: string, study: Study): Hypothesis {
  const written = writtenHypothesis(file, text)
  refuse(relationProblems(written, study))
  const { data } = written
  const relation = relationOf(data, study)
  if (relation === undefined) throw new Error(`${file}: a hypothesis without a relation was not refused`)
  const conditions = study.conditions.filter(({ name }) => conditionsOf(relation).includes(name))
  const models = study.models.filter((model) => conditions.every((condition) => isAskable(condition, model)))
  refuse(models.length === 0 ? [askedOfNone(written.file, KEY_OF[relation.kind], conditions)] : [])
  return {
    name: data.hypothesis,
    claim: data.claim,
    family: data.family,
    relation,
    models: models.map(({ name }) => name),
    alpha: data.decide?.alpha ?? 0.05,
    expect: data.expect,
    expectAt: written.keyAt(['expect']),
    file: written.file,
  }
}

/** Each condition can be asked of some base model, and no base model can be asked under all of them. */
function askedOfNone(file: SuiteFile, key: string, conditions: readonly Condition[]): Problem {
  return problemIn(file, [key], {
    what: 'can be asked of no base model',
    expected: 'a base model with tuned models for every condition that is named',
    found: `conditions ${conditions.map(({ name }) => name).join(', ')}, whose recipes no model has all of`,
    todo: 'List the missing tuned models under one base model in study.yaml, or name other conditions.',
  })
}
