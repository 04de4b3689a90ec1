import { nearest } from '../suite/nearest.ts'
import { type Problem, SuiteError } from '../suite/problem.ts'
import { problemIn } from '../suite/readYaml.ts'
import type { Study } from '../suite/study.ts'
import type { Task } from '../suite/task.ts'
import { either } from '../suite/words.ts'
import { type Mixture, NEVER_TUNED } from './mixture.ts'

/**
 * The tasks of a folder that a mixture tunes on, in the folder's order; `wanted` names the one task of setups that have one.
 * Throws a SuiteError where the folder does not have what the mixture is about.
 */
export function mixtureTasks(mixture: Mixture, tasks: readonly Task[], study: Study, wanted?: string): Task[] {
  const ofRole = tasks.filter(({ role, name }) => mixture.roles.includes(role) && !NEVER_TUNED.includes(lastName(name)))
  const kept = ofRole.filter((task) => isKept(mixture, task))
  const { clusters } = mixture
  if (clusters.keep === 'without' && kept.length === ofRole.length) {
    throw refused(study, {
      what: `mixture ${mixture.name} would leave nothing out`,
      expected: `a task of role ${either(mixture.roles)} in cluster ${either(clusters.names)}`,
      found: namesOf(ofRole),
      todo: 'Export main instead, or name the cluster of the tasks that are meant as these are.',
    })
  }
  const one = oneTask(mixture, tasks, study, wanted)
  const chosen = tasks.filter((task) => kept.includes(task) || task === one)
  if (chosen.length > 0) return chosen
  const where = clusters.keep === 'only' ? ` in cluster ${either(clusters.names)}` : ''
  throw refused(study, {
    what: `mixture ${mixture.name} has no task to tune on`,
    expected: `at least one task of role ${either(mixture.roles)}${where}`,
    found: rolesOf(tasks),
    todo: 'Write `role: trained` in the task files that are to be tuned on.',
  })
}

function isKept({ clusters }: Mixture, { cluster }: Task): boolean {
  if (clusters.keep === 'all') return true
  return clusters.names.includes(cluster) === (clusters.keep === 'only')
}

function oneTask(mixture: Mixture, tasks: readonly Task[], study: Study, wanted: string | undefined): Task | undefined {
  const { one, name: mixtureName } = mixture
  if (one === undefined) {
    if (wanted === undefined) return undefined
    throw refused(study, {
      what: `mixture ${mixtureName} is not about one task`,
      expected: 'no --task',
      found: `--task ${wanted}`,
      todo: 'Leave it out; setups 3, 4, 6 and 7 have one.',
    })
  }
  const candidates = tasks.filter(({ cluster, role }) => cluster === one.cluster && role === one.role)
  const named = candidates.filter(({ name }) =>
    wanted === undefined ? one.names.includes(lastName(name)) : name === wanted,
  )
  const [task, second] = named.length > 0 || wanted !== undefined ? named : candidates
  if (task !== undefined && second === undefined) return task
  const meant =
    wanted === undefined
      ? undefined
      : nearest(
          wanted,
          candidates.map(({ name }) => name),
        )
  throw refused(study, {
    what: `mixture ${mixtureName} needs one ${one.role} task of cluster ${one.cluster}`,
    expected: candidates.length === 0 ? 'at least one' : either(candidates.map(({ name }) => name)),
    found: wanted === undefined ? (candidates.length === 0 ? 'none' : `${candidates.length}`) : `--task ${wanted}`,
    ...(meant === undefined ? {} : { nearest: meant }),
    todo:
      candidates.length === 0
        ? 'Add such a task, or correct the `role` of one.'
        : 'Say which one is meant: --task <name>, or `task` beside the `mixture` of a condition.',
  })
}

/** A problem with what the folder as a whole offers, told at the head of its study. */
export function refused(study: Study, problem: Omit<Problem, 'file' | 'line' | 'column'>): SuiteError {
  return new SuiteError([{ file: study.file.path, line: 1, column: 1, ...problem }])
}

/** The problem of a task that has too few rows to tune on. */
export function poolProblem(task: Task, expected: string, found: string): Problem {
  return problemIn(task.writtenIn, [task.training === undefined ? 'exemplars' : 'training'], {
    what: 'cannot be tuned on',
    expected,
    found,
    todo:
      task.training === undefined
        ? 'Name rows in `training: { file: … }`, or add exemplars, which are tuned on without it; or change its `role`.'
        : 'Add rows to the file, or change its `role`.',
  })
}

const lastName = (name: string) => name.split('/').at(-1) ?? name

const namesOf = (tasks: readonly Task[]) => tasks.map(({ name }) => name).join(', ') || 'no such task'

function rolesOf(tasks: readonly Task[]): string {
  const roles = [...new Set(tasks.map(({ role }) => role))]
  return roles.map((role) => `${tasks.filter((task) => task.role === role).length} ${role}`).join(', ') || 'no task'
}
