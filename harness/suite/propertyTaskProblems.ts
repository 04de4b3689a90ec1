import { isOptionMetric } from './optionMetric.ts'
import { isAbout } from './over.ts'
import { overTaskProblems } from './overProblems.ts'
import type { Problem } from './problem.ts'
import type { Property } from './property.ts'
import { problemIn } from './readYaml.ts'
import type { Task } from './task.ts'

/** What is wrong with the tasks that a property is about, once all tasks of the study are known. */
export function propertyTaskProblems(property: Property, tasks: readonly Task[]): Problem[] {
  const { file, over, law, rewrites } = property
  const unknown = overTaskProblems(file, ['over'], over, tasks)
  if (unknown.length > 0) return unknown
  const free = tasks.filter((task) => isAbout(over, task) && !isOptionMetric(task.metric))
  if (free.length === 0) return []
  const needing = [
    ...rewrites.flatMap((step, i) => OF_OPTIONS.filter((name) => name in step).map((name) => ['rewrites', i, name])),
    ...(law.of === 'distance' ? [['holds', 'distance']] : []),
    ...(law.of === 'answer' && law.is === 'follows' ? [['holds', 'answer']] : []),
  ]
  const names = free.map(({ name }) => name)
  return needing.map((keys) =>
    problemIn(file, keys, {
      what: 'says nothing of free text',
      expected: 'tasks with options',
      found: names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', '),
      todo: 'List tasks with options in `over`, or state another law for these.',
    }),
  )
}

const OF_OPTIONS = ['option-order', 'option-labels'] as const
