import { speaks } from './asks.ts'
import { isOptionMetric } from './optionMetric.ts'
import { nearest } from './nearest.ts'
import { isAbout } from './over.ts'
import { overTaskProblems } from './overProblems.ts'
import type { Problem } from './problem.ts'
import type { Property } from './property.ts'
import { problemIn } from './readYaml.ts'
import type { Task } from './task.ts'
import { either, shown } from './words.ts'

/** What is wrong with the tasks that a property is about, once all tasks of the study are known. */
export function propertyTaskProblems(property: Property, tasks: readonly Task[]): Problem[] {
  const { file, over } = property
  const unknown = overTaskProblems(file, ['over'], over, tasks)
  if (unknown.length > 0) return unknown
  const asked = tasks.filter((task) => isAbout(over, task))
  const languages = [...new Set(property.asked.map(({ condition }) => condition.language))]
  const free = asked.filter((task) => !isOptionMetric(task.metric))
  return [
    ...(free.length > 0 ? freeTextProblems(property, free) : labelWordProblems(property, asked)),
    ...languages.flatMap((language) => otherTaskProblems(property, language, tasks, asked)),
    ...translationProblems(property, asked),
    ...synonymProblems(property, asked),
  ]
}

/** Where rows of another task are to stand in place of exemplars, there must be some. */
function otherTaskProblems(
  property: Property,
  language: string | undefined,
  tasks: readonly Task[],
  asked: readonly Task[],
): Problem[] {
  const { file, rewrites } = property
  const giving = tasks.filter((task) => task.exemplars !== undefined && speaks(task, language))
  const alone = asked.filter((task) => giving.every((other) => other === task))
  if (alone.length === 0) return []
  return rewrites.flatMap((step, i) => {
    const at = step['exemplar-corruption']?.kinds?.indexOf('other-task') ?? -1
    if (at < 0) return []
    return [
      problemIn(file, ['rewrites', i, 'exemplar-corruption', 'kinds', at], {
        what: `finds no other task for ${some(alone)}`,
        expected: `another task of the study that has exemplars${language === undefined ? '' : ` in ${language}`}`,
        found: giving.length === 0 ? 'no task that has any' : `only ${some(giving)}`,
        todo: 'Add such a task to the study, or delete this kind.',
      }),
    ]
  })
}

/** Rows that stand in no other language would stay as they are, and the claim would be one about nothing. */
function translationProblems({ file, rewrites }: Property, asked: readonly Task[]): Problem[] {
  return rewrites.flatMap((step, i) =>
    (step.translation?.languages ?? []).flatMap((language, at) => {
      const lacking = asked.filter(({ translations = {} }) => !Object.hasOwn(translations, language))
      if (lacking.length === 0) return []
      const known = [...new Set(asked.flatMap(({ translations = {} }) => Object.keys(translations)))]
      const meant = nearest(language, known)
      return [
        problemIn(file, ['rewrites', i, 'translation', 'languages', at], {
          what: 'is a language that not all of these tasks are translated into',
          expected: `tasks with ${language} among their \`translations\``,
          found: some(lacking),
          ...(meant === undefined || meant === language ? {} : { nearest: meant }),
          todo: 'Correct the name, translate these tasks, or list others in `over`.',
        }),
      ]
    }),
  )
}

/** A question into which an answer is written is another question. */
function synonymProblems({ file, rewrites }: Property, asked: readonly Task[]): Problem[] {
  return rewrites.flatMap((step, i) =>
    Object.entries(step.synonyms?.table ?? {}).flatMap(([word, others]) =>
      others.flatMap((other, at) => {
        const answered = asked.filter(
          ({ prompt: { options } }) => options.kind === 'fixed' && isAmong(other, options.labels),
        )
        if (answered.length === 0) return []
        return [
          problemIn(file, ['rewrites', i, 'synonyms', 'table', word, at], {
            what: 'writes an answer into the question',
            expected: `a word that is no option of ${some(answered)}`,
            found: shown(other),
            todo: 'Write another word, or delete it.',
          }),
        ]
      }),
    ),
  )
}

const isAmong = (word: string, labels: readonly string[]) =>
  labels.some((label) => label.toLowerCase() === word.toLowerCase())

function freeTextProblems({ file, law, rewrites }: Property, free: readonly Task[]): Problem[] {
  const needing = [
    ...rewrites.flatMap((step, i) => OF_OPTIONS.filter((name) => name in step).map((name) => ['rewrites', i, name])),
    ...(law.of === 'distance' ? [['holds', 'distance']] : []),
    ...(law.of === 'answer' && law.is === 'follows' ? [['holds', 'answer']] : []),
  ]
  return needing.map((keys) =>
    problemIn(file, keys, {
      what: 'says nothing of free text',
      expected: 'tasks with options',
      found: some(free),
      todo: 'List tasks with options in `over`, or state another law for these.',
    }),
  )
}

const OF_OPTIONS = ['option-order', 'option-labels', 'label-words'] as const

/** Options of a row's own are what it asks about: under another word nobody could know them, and exemplars would not say what it means. */
function labelWordProblems({ file, rewrites }: Property, asked: readonly Task[]): Problem[] {
  const own = asked.filter(({ prompt }) => prompt.options.kind !== 'fixed')
  const labels = new Set(asked.flatMap(({ prompt: { options } }) => (options.kind === 'fixed' ? options.labels : [])))
  return rewrites.flatMap((step, i) => {
    const settings = step['label-words']
    if (settings === undefined) return []
    if (own.length > 0)
      return [
        problemIn(file, ['rewrites', i, 'label-words'], {
          what: 'finds options that differ from row to row',
          expected: 'tasks that list their options, such as `options: ["yes", "no"]`',
          found: some(own),
          todo: 'List other tasks in `over`, or delete the rewrite.',
        }),
      ]
    return Object.keys(settings.table ?? {}).flatMap((word) => {
      if (labels.has(word)) return []
      const meant = nearest(word, [...labels])
      return [
        problemIn(file, ['rewrites', i, 'label-words', 'table', word], {
          what: 'is no option of these tasks',
          expected: either([...labels]),
          found: shown(word),
          ...(meant === undefined ? {} : { nearest: meant }),
          todo: 'Write an option as its task does.',
        }),
      ]
    })
  })
}

function some(tasks: readonly Task[]): string {
  const names = tasks.map(({ name }) => name)
  return names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ')
}
