import path from 'node:path'
import type { CellScores } from '../measure/cell.ts'
import { asks } from '../suite/asks.ts'
import type { Condition, Study } from '../suite/study.ts'
import type { Task } from '../suite/task.ts'
import type { Verdict } from '../verdict/verdict.ts'
import type { WrittenScores } from '../verdict/writtenScores.ts'
import type {
  Report,
  ReportCheck,
  ReportGate,
  ReportMissing,
  ReportModel,
  ReportProperty,
  ReportTask,
  ReportWarning,
} from './report.generated.ts'
import { settingsOf } from './settings.ts'

/** What a report is assembled from. All of it is plain JSON, so that it may travel between processes and shards, in any order. */
export interface ReportParts {
  /** Version of kshot. */
  kshot: string
  study: StudyPart
  engine: Report['environment']['engine']
  tasks: readonly TaskPart[]
  cells: readonly CellScores[]
  /** Records of the store that the cells rest on; several cells may read the same one. */
  records: readonly RecordPart[]
  checks: readonly ReportCheck[]
  verdicts: readonly VerdictPart[]
  gates: readonly ReportGate[]
  properties: readonly PropertyPart[]
  warnings: readonly ReportWarning[]
  missing: readonly ReportMissing[]
}

/** A study without its paths, which differ from machine to machine. */
export interface StudyPart {
  name: string
  seed: number
  items: number
  /** Defects of the released experiments that are switched on; absent in strict mode. */
  defects?: string[]
  models: ReportModel[]
  conditions: ConditionPart[]
  /** Ways of tuning, each with what it was tuned on, where the study names that. */
  recipes: { name: string; mixture?: string; tasks?: string[] }[]
}

/** One record of the store: its key, and the tokens that it took. */
export interface RecordPart {
  key: string
  tokens: { needed: number; computed: number; naive: number }
}

export interface ConditionPart {
  name: string
  weights: string
  settings: Record<string, string>
  items: number
  /** Names of the tasks that it asks; absent: all of the study. */
  tasks?: string[]
}

/** A task as it is declared; its chance level comes from its cells. */
export type TaskPart = Omit<ReportTask, 'chance'>

/** A verdict and where its expectation stands. */
export interface VerdictPart {
  verdict: Verdict
  /** Relative to the project, with forward slashes. */
  file: string
  line: number
  column: number
}

/** What was found of a property for one set of weights, and what the report needs to compare its seeds. */
export interface PropertyPart {
  property: ReportProperty
  /** Absent where the weights are not tuned, and where nobody was asked. */
  asWritten?: WrittenScores
}

/** Describes a study with these tasks for its report. `hash` gives the SHA-256 of a model folder's weights, or `undefined` where it is not known. */
export function describeStudy(
  study: Study,
  tasks: readonly Task[],
  hash: (folder: string) => string | undefined,
): StudyPart {
  return {
    name: study.name,
    seed: study.seed,
    items: study.items,
    ...defectsOf(study),
    models: study.models.map(({ name, path: folder, tuned }) => ({
      name,
      ...weights(folder),
      tuned: tuned.map((model) => ({ recipe: model.recipe, seed: model.seed, ...weights(model.path) })),
    })),
    conditions: study.conditions.map((condition) => ({
      name: condition.name,
      weights: typeof condition.weights === 'string' ? condition.weights : condition.weights.recipe,
      settings: settingsOf(condition),
      items: condition.items,
      ...tasksOf(condition, tasks),
    })),
    recipes: Object.entries(study.recipes).map(([name, { mixture, tasks }]) => ({
      name,
      ...(mixture === undefined ? {} : { mixture }),
      ...(tasks === undefined ? {} : { tasks: [...tasks] }),
    })),
  }

  function weights(folder: string): { weights?: string } {
    const known = hash(folder)
    return known === undefined ? {} : { weights: known }
  }
}

/** Left out where it asks all. */
function tasksOf(condition: Condition, tasks: readonly Task[]): Pick<ConditionPart, 'tasks'> {
  const asked = tasks.filter((task) => asks(condition, task))
  return asked.length === tasks.length ? {} : { tasks: asked.map(({ name }) => name) }
}

/** All conditions of a study have the same, but for those that ask nobody. */
function defectsOf({ conditions }: Study): { defects?: string[] } {
  const defects = conditions.find((condition) => condition.defects !== undefined)?.defects
  return defects === undefined ? {} : { defects: [...defects] }
}

/** Describes a task for the report; `root` is the absolute folder of the project. */
export function describeTask(task: Task, root: string): TaskPart {
  const { name, cluster, role, exposure, metric } = task
  return { name, cluster, role, exposure, metric, file: relativeFile(task.file.path, root) }
}

/** A path relative to the project, the same on every system. */
export function relativeFile(file: string, root: string): string {
  return path.relative(root, file).split(path.sep).join('/')
}
