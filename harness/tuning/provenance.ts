import { createHash } from 'node:crypto'
import type { CheckedFolder } from '../dataset/checkFolder.ts'
import type { TuningData, Wanted } from './tuningData.ts'

/** A file of the export, whole. */
export interface ExportedFile {
  name: string
  text: string
}

/**
 * The files of an export: `train.jsonl`, `validation.jsonl`, and `provenance.json`, which says what they were made from and how
 * they are to be trained on. No time, path or machine is in them: the same inputs give the same bytes.
 */
export function exportedFiles(data: TuningData, wanted: Wanted, folder: CheckedFolder, kshot: string): ExportedFile[] {
  const files = [
    { name: 'train.jsonl', rows: data.train },
    { name: 'validation.jsonl', rows: data.validation },
  ].map(({ name, rows }) => ({ name, rows: rows.length, text: rows.map((row) => `${JSON.stringify(row)}\n`).join('') }))
  const { mixture, form, recipe, seed, loss, cap, temperature } = wanted
  const { study } = folder
  const provenance = {
    format: 1,
    kshot,
    mixture: mixture.name,
    about: mixture.about,
    form,
    seed,
    loss,
    trl: loss === 'completion' ? { completion_only_loss: true } : { dataset_text_field: 'text' },
    mixing: { cap, temperature, stop: 'first task without rows' },
    rows: wanted.rows,
    study: study.name,
    recipe: { name: recipe, ...study.recipes[recipe] },
    askedAs: data.askedAs,
    notes: notesOn(data, wanted),
    tasks: data.tasks,
    alsoTested: data.alsoTested,
    sha256: { study: sha256(study.file.text) },
    files: files.map(({ name, rows, text }) => ({ name, rows, sha256: sha256(text) })),
  }
  return [
    ...files.map(({ name, text }) => ({ name, text })),
    { name: 'provenance.json', text: `${JSON.stringify(provenance, null, 2)}\n` },
  ]
}

/** What a person has to know before a model is tuned on the data, a sentence each. */
export function notesOn(
  { tasks, alsoTested }: Pick<TuningData, 'tasks' | 'alsoTested'>,
  { mixture, form }: Pick<Wanted, 'mixture' | 'form'>,
): string[] {
  const others = tasks.filter(({ role }) => role !== 'trained')
  return [
    ...(others.length === 0
      ? []
      : [
          `A model tuned on this has seen ${others.map(({ task, role }) => `${task} (${role})`).join(', ')}: give these tasks the role trained in the study that asks it.`,
        ]),
    ...alsoTested.map(
      ({ task, testedBy, rows }) =>
        `${rows} ${rows === 1 ? 'row' : 'rows'} of ${task} ask and answer in the words of test items of ${testedBy}: delete them there or here.`,
    ),
    ...(mixture.variant === 'unified' && form === 'flan'
      ? ['FLAN form shows no field names, so these rows are those of main: no effect can follow from them.']
      : []),
  ]
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
