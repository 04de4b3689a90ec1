import { isAskable } from './askable.ts'
import type { HypothesisFile } from './hypothesis.generated.ts'
import type { Relation } from './hypothesis.ts'
import { isRightOrWrong } from './optionMetric.ts'
import { isAbout } from './over.ts'
import type { Problem } from './problem.ts'
import { problemIn } from './readYaml.ts'
import type { Condition, Study } from './study.ts'
import type { SuiteFile } from './suiteFile.ts'
import type { Task } from './task.ts'
import type { Written } from './validate.ts'

/** The claims that set a base model's own tuned models against those of other base models. */
const MATCHED = ['consistency', 'match'] as const

type Matched = (typeof MATCHED)[number]

/** What is wrong with such a claim in a study: too few base models, conditions that ask others than are to be compared. */
export function matchedProblems({ data, file }: Written<HypothesisFile>, study: Study): Problem[] {
  const named = (name: string) => study.conditions.find((condition) => condition.name === name)
  return MATCHED.flatMap((key) => {
    const claim = data[key]
    if (claim === undefined) return []
    const [x, y] = [named(claim.x), named(claim.y)]
    const apt = [
      ...(x === undefined || x.weights === 'base' ? [] : [notOfBase(file, key, x)]),
      ...(y === undefined || typeof y.weights !== 'string' ? [] : [notTuned(file, key, y)]),
    ]
    if (apt.length > 0 || x === undefined || y === undefined) return apt
    const askable = study.models.filter((model) => isAskable(x, model) && isAskable(y, model)).map(({ name }) => name)
    return askable.length < 2 ? [tooFewModels(file, key, study, askable)] : []
  })
}

/** What is wrong with the tasks of a claim of consistency, once all tasks are known: kappa is of right and wrong. */
export function gradedProblems(file: SuiteFile, relation: Relation, tasks: readonly Task[]): Problem[] {
  if (relation.kind !== 'consistency') return []
  const graded = tasks.filter((task) => isAbout(relation.over, task) && !isRightOrWrong(task.metric))
  if (graded.length === 0) return []
  const named = graded.slice(0, 3).map(({ name, metric }) => `${name} (${metric})`)
  return [
    problemIn(file, ['consistency', 'over'], {
      what: 'covers tasks that are scored by parts of a point',
      expected: 'tasks whose items are right or wrong: accuracy, matthews, macro-f1 or an exact match',
      found: named.join(', ') + (graded.length > 3 ? ` and ${graded.length - 3} more` : ''),
      todo: 'List the other tasks in `over`, or give these an exact match as their `metric`.',
    }),
  ]
}

function tooFewModels(file: SuiteFile, key: Matched, { name }: Study, askable: readonly string[]): Problem {
  return problemIn(file, [key], {
    what: 'leaves no other base model to compare with',
    expected: `two base models or more in study ${name} that can be asked under both conditions`,
    found: askable.length === 0 ? 'none' : `only ${askable.join(', ')}`,
    todo: 'Add a base model, or list the tuned models of another one under it in study.yaml.',
  })
}

function notOfBase(file: SuiteFile, key: Matched, { name, weights }: Condition): Problem {
  return problemIn(file, [key, 'x'], {
    what: 'does not ask the base models',
    expected: 'a condition with `weights: base`',
    found: `${name}, which asks ${typeof weights === 'string' ? 'no model' : `models tuned by ${weights.recipe}`}`,
    todo: 'Name the condition that shows what the tuned models may have taken over.',
  })
}

function notTuned(file: SuiteFile, key: Matched, { name, weights }: Condition): Problem {
  return problemIn(file, [key, 'y'], {
    what: 'asks no tuned model',
    expected: 'a condition whose `weights` name a recipe',
    found: `${name}, which asks ${weights === 'base' ? 'the base models' : 'no model'}`,
    todo: 'Name the condition under which the tuned models are asked.',
  })
}
