import path from 'node:path'
import { borrowedTask, isBorrowed } from './borrowedTask.ts'
import { type Layout, layoutOf } from './layout.ts'
import { refuse } from './problem.ts'
import type { Study } from './study.ts'
import type { TaskFile } from './task.generated.ts'
import type { Exposure, Task } from './task.ts'
import { taskProblems } from './taskProblems.ts'
import { type Written, writtenTask } from './validate.ts'

/**
 * The task of a `*.task.yaml` file of `study`, every default filled in; `file` is its absolute path. Throws a SuiteError with all its
 * problems, which stand in another file where the task is borrowed from there.
 */
export function readTask(file: string, text: string, study: Study): Task {
  const borrowed = isBorrowed(text) ? borrowedTask(file, text) : undefined
  const written = borrowed?.written ?? writtenTask(file, text)
  refuse(taskProblems(written, study))
  return { ...normalise(written), file: borrowed?.file ?? written.file }
}

function normalise({ data, file }: Written<TaskFile>): Omit<Task, 'file'> {
  const folder = path.dirname(file.path)
  const { exemplars, training } = data
  const layout = layoutOf(data)
  const prompt = {
    fields: fieldsOf(data.prompt.fields),
    instructions: data.prompt.instructions,
    options: optionsOf(data.prompt.options),
  }
  return {
    name: data.task,
    cluster: data.task.split('/')[0] ?? data.task,
    about: data.about,
    role: data.role ?? 'unknown',
    exposure: exposureOf(data.exposure),
    ...(data.leaks === undefined ? {} : { leaks: data.leaks }),
    source: data.source,
    data: layout?.test.file ?? path.resolve(folder, data.data.file ?? ''),
    ...(typeof exemplars === 'object'
      ? { exemplars: { file: poolFile(folder, exemplars, layout), balance: exemplars.balance ?? 'answer' } }
      : {}),
    ...(training === undefined ? {} : { training: path.resolve(folder, training.file) }),
    ...(layout === undefined ? {} : { layout }),
    prompt,
    ...(data.translations === undefined ? {} : { translations: translationsOf(data.translations, prompt, folder) }),
    answer: data.answer,
    metric: data.metric,
    // Long enough for every reference of the lab; a longer answer is cut and its finish reason says so.
    maxTokens: data.maxTokens ?? 24,
    checks: (data.checks ?? []).map((check, i) => ({ ...check, ...file.at(['checks', i]) })),
    writtenIn: file,
  }
}

/** A share of the test split lies in the same file. */
function poolFile(folder: string, { file = '' }: { file?: string }, layout: Layout | undefined): string {
  if (layout === undefined) return path.resolve(folder, file)
  return layout.pool?.from === 'split' ? layout.pool.file : layout.test.file
}

/** What a translation does not say is as in the task. */
function translationsOf(
  written: NonNullable<TaskFile['translations']>,
  own: Task['prompt'],
  folder: string,
): NonNullable<Task['translations']> {
  return Object.fromEntries(
    Object.entries(written).map(([language, { file, fields, instructions, options }]) => [
      language,
      {
        file: path.resolve(folder, file),
        prompt: {
          fields: fields === undefined ? own.fields : fieldsOf(fields),
          instructions: instructions ?? own.instructions,
          options: options === undefined ? own.options : optionsOf(options),
        },
      },
    ]),
  )
}

const fieldsOf = (written: TaskFile['prompt']['fields']) =>
  Object.entries(written).map(([label, template]) => ({ label, template }))

function exposureOf(written: TaskFile['exposure']): Exposure {
  if (written === undefined) return { state: 'unknown' }
  if (!written.seen) return { state: 'never' }
  const { itemsPerMillionTokens } = written
  return { state: 'seen', ...(itemsPerMillionTokens === undefined ? {} : { itemsPerMillionTokens }) }
}

function optionsOf(written: TaskFile['prompt']['options']): Task['prompt']['options'] {
  if (written === undefined) return { kind: 'none' }
  return typeof written === 'string' ? { kind: 'row', template: written } : { kind: 'fixed', labels: written }
}
