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

/** What is wrong with a claim of item-level consistency in a study: too few base models, conditions that ask others than are to be compared. */
export function consistencyProblems({ data, file }: Written<HypothesisFile>, study: Study): Problem[] {
  const { consistency } = data
  if (consistency === undefined) return []
  const named = (name: string) => study.conditions.find((condition) => condition.name === name)
  const [x, y] = [named(consistency.x), named(consistency.y)]
  const apt = [
    ...(x === undefined || x.weights === 'base' ? [] : [notOfBase(file, x)]),
    ...(y === undefined || typeof y.weights !== 'string' ? [] : [notTuned(file, y)]),
  ]
  if (apt.length > 0 || x === undefined || y === undefined) return apt
  const askable = study.models.filter((model) => isAskable(x, model) && isAskable(y, model)).map(({ name }) => name)
  return askable.length < 2 ? [tooFewModels(file, study, askable)] : []
}

/** What is wrong with the tasks of such a claim, once all tasks are known: kappa is of right and wrong. */
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

function tooFewModels(file: SuiteFile, { name }: Study, askable: readonly string[]): Problem {
  return problemIn(file, ['consistency'], {
    what: 'leaves no other base model to compare with',
    expected: `two base models or more in study ${name} that can be asked under both conditions`,
    found: askable.length === 0 ? 'none' : `only ${askable.join(', ')}`,
    todo: 'Add a base model, or list the tuned models of another one under it in study.yaml.',
  })
}

function notOfBase(file: SuiteFile, { name, weights }: Condition): Problem {
  return problemIn(file, ['consistency', 'x'], {
    what: 'does not ask the base models',
    expected: 'a condition with `weights: base`',
    found: `${name}, which asks ${typeof weights === 'string' ? 'no model' : `models tuned by ${weights.recipe}`}`,
    todo: 'Name the condition whose failures the tuned models may have taken over.',
  })
}

function notTuned(file: SuiteFile, { name, weights }: Condition): Problem {
  return problemIn(file, ['consistency', 'y'], {
    what: 'asks no tuned model',
    expected: 'a condition whose `weights` name a recipe',
    found: `${name}, which asks ${weights === 'base' ? 'the base models' : 'no model'}`,
    todo: 'Name the condition under which the tuned models are asked.',
  })
}
