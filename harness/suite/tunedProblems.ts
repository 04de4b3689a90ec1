import { conditionsOf, type Hypothesis } from './hypothesis.ts'
import { isAbout } from './over.ts'
import type { Problem } from './problem.ts'
import { problemIn } from './readYaml.ts'
import { KEY_OF } from './relation.ts'
import { roleUnder } from './roleUnder.ts'
import type { Condition, Study } from './study.ts'
import type { Task } from './task.ts'

/**
 * Claims by role that do not hold of a recipe which says what it was tuned on: held-out tasks among which it was tuned on one, trained
 * tasks among which it was not. Tasks that are listed by name are taken as they are.
 */
export function tunedProblems(
  { relation, file }: Hypothesis,
  { conditions, recipes }: Pick<Study, 'conditions' | 'recipes'>,
  tasks: readonly Task[],
): Problem[] {
  const { over } = relation
  if (over !== 'held-out tasks' && over !== 'trained tasks') return []
  const covered = tasks.filter((task) => isAbout(over, task))
  const names = new Set(conditions.filter(({ name }) => conditionsOf(relation).includes(name)).flatMap(recipesOf))
  return [...names].flatMap((name) => {
    const tunedOn = recipes[name]?.tasks
    const wrong = covered.filter((task) => !isAbout(over, { ...task, role: roleUnder(tunedOn, task, tasks) }))
    if (wrong.length === 0) return []
    const listed = wrong.slice(0, 3).map((task) => task.name)
    return [
      problemIn(file, [KEY_OF[relation.kind], 'over'], {
        what: `does not say what recipe ${name} was tuned on`,
        expected: over === 'held-out tasks' ? 'tasks that it was not tuned on' : 'tasks that it was tuned on',
        found: wrong.length > 3 ? `${listed.join(', ')} and ${wrong.length - 3} more` : listed.join(', '),
        todo: 'List the tasks, or name a list of them in `groups` of study.yaml.',
      }),
    ]
  })
}

/** The recipes whose models take part: those that answer, and those that write the exemplars. */
function recipesOf({ weights, exemplars }: Condition): string[] {
  return [
    ...(typeof weights === 'string' ? [] : [weights.recipe]),
    ...(exemplars.from === 'recipe' ? [exemplars.recipe] : []),
  ]
}
