import type { Defect } from './defects.ts'
import type { Over } from './over.ts'
import type { SuiteFile } from './suiteFile.ts'

/** What a `study.yaml` file says once for a folder of suites, after the door. */
export interface Study {
  name: string
  /** Seeds exemplar draws and permutation tests. */
  seed: number
  /** Test items used per task, in file order. */
  items: number
  /** How prompt and option become ids together; the rules are those of `harness/tokens/seam.ts`. */
  seam: 'whole' | 'lm-eval' | 'apart'
  /** What becomes of a prompt that is longer than the model's length. */
  tooLong: 'refuse' | 'truncate-left'
  /** Where the models run; `auto` until the machine is looked at. */
  device: 'auto' | 'cpu' | 'webgpu' | 'cuda' | 'coreml' | 'dml'
  precision: 'float32' | 'float16'
  /** Names of the tasks that a defect of certain tasks concerns. */
  affected: Partial<Record<Defect, string[]>>
  models: BaseModel[]
  recipes: Record<string, Recipe>
  /** Lists of tasks under names that every `over` may use; absent: none. */
  groups?: Readonly<Record<string, string[]>>
  /** In the order they were written. */
  conditions: Condition[]
  file: SuiteFile
}

/** A base model and the tuned models made from it; paths are absolute Hugging Face folders. */
export interface BaseModel {
  name: string
  path: string
  /** Its id on the hub, where it is named so: then it may not be on this machine. */
  hub?: string
  /** Items of each task per million tokens of its pretraining text, where that is known apart from the task files. */
  exposure?: Readonly<Record<string, number>>
  tuned: TunedModel[]
}

/** A tuned version of a base model: a PEFT adapter that is merged into the base, or a whole checkpoint of its own. */
export interface TunedModel {
  recipe: string
  seed: number
  path: string
  /** As for a base model. */
  hub?: string
  kind: 'adapter' | 'checkpoint'
}

/** How a tuned model's prompt is wrapped. */
export interface Recipe {
  /** `text`: `{{instruction}}` in it stands for the instruction form of the item. `chat`: by the model's own chat template. */
  wrap: { by: 'text'; text: string } | { by: 'chat'; system?: string; date?: string }
  /** Exemplars that a model of this recipe writes before it answers; 0 when it answers directly. */
  shots: number
  /** Upper bound on the tokens it may write as exemplars. */
  maxTokens: number
  /** What it was tuned on, where the study names it. */
  mixture?: string
  /** The tasks of that; absent: those of role trained. */
  tasks?: readonly string[]
}

/** One way of asking a model. Conditions are data: nothing in the code knows a condition by name. */
export interface Condition extends Rewording {
  name: string
  /** `none`: the analytic random baseline; `base`; or the name of a recipe. */
  weights: 'none' | 'base' | { recipe: string }
  form: 'instruction' | 'component'
  /** Whether the prompt ends in the answer cue. */
  cue: boolean
  /** What the wrap of the recipe holds; absent: the instruction form, and a component form follows it. */
  wrap?: 'prompt' | 'none'
  exemplars: { from: 'none' } | Drawn | WrittenBy
  /** Test items used under this condition: at most the study's. */
  items: number
  /** The tasks that are asked; absent: all of them. */
  over?: Over
  /** Defects of the released experiments that are switched on, with what they need; absent in strict mode. */
  defects?: readonly Defect[]
}

/** Exemplars that are rows of a pool, a new draw for every block of items. */
export interface Drawn {
  /** `gold`: the task's own pool; `donor`: that of one other task; `mixture`: those of all tasks of a mixture. */
  from: 'gold' | 'donor' | 'mixture'
  shots: number
  /** Name of the mixture, or of that which the donor is of; a donor without one is any task of the study. */
  mixture?: string
  /** The one task that the mixture is about, where it is about one and the study has several. */
  task?: string
  /** Questions without answers, or nothing at all of either; absent: both. */
  content?: 'questions' | 'blank'
}

/** Exemplars that a model of a recipe writes for each item. */
export interface WrittenBy {
  from: 'recipe'
  recipe: string
  shots: number
  /** The question is read as the model restates it; absent: the true question takes its place. */
  restatement?: 'own'
}

/** How a question is put otherwise than its task puts it; what is absent stays as the task has it. */
export interface Rewording {
  /** Name of a translation: tasks without it are not asked. */
  language?: string
  wording?: Wording
  options?: 'lettered-upper' | 'lettered-lower' | 'numbered' | 'roman' | 'hidden'
  fields?: 'unified' | 'swapped' | 'nonsense'
  /** Stands on a line of its own after the question that is asked. */
  suffix?: string
}

export type Wording = 'labelled' | 'plain' | `level-${1 | 2 | 3 | 4 | 5 | 6}`
