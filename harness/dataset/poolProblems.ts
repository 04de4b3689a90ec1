import type { Problem } from '../suite/problem.ts'
import { problemIn } from '../suite/readYaml.ts'
import type { Study } from '../suite/study.ts'
import type { Task } from '../suite/task.ts'

/** The condition that shows more exemplars than a task has, if there is one. */
export function poolProblems(task: Task, study: Study, available: number): Problem[] {
  const needy = study.conditions.filter(({ exemplars }) => exemplars.from === 'gold' && exemplars.shots > available)
  const [condition] = needy
  if (condition === undefined || condition.exemplars.from !== 'gold') return []
  return [
    problemIn(task.writtenIn, ['exemplars', ...(task.layout === undefined ? ['file'] : [])], {
      what: 'has too few exemplars',
      expected: `at least ${condition.exemplars.shots}, which condition ${condition.name} of study ${study.name} shows`,
      found: String(available),
      todo: 'Add exemplars that are not test items, or lower `shots`.',
    }),
  ]
}
