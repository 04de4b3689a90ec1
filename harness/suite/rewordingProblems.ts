import { isDrawnFrom } from './drawnFrom.ts'
import type { Problem } from './problem.ts'
import { problemIn } from './readYaml.ts'
import type { Condition, Study } from './study.ts'
import type { StudyFile } from './study.generated.ts'
import type { SuiteFile as File } from './suiteFile.ts'
import type { TaskFile } from './task.generated.ts'
import { templateNames } from './template.ts'
import { shown } from './words.ts'

type WrittenCondition = StudyFile['conditions'][string]

/** The problem, if any, with a condition that changes something which its prompts do not have. */
export function rewordingProblems(file: File, name: string, condition: WrittenCondition): Problem[] {
  const { weights, form, wrap, fields = 'named', wording = 'own', exemplars, language } = condition
  const content = typeof exemplars === 'object' ? exemplars.content : undefined
  if (weights === 'base' && wrap !== undefined) {
    return [
      problemIn(file, ['conditions', name, 'wrap'], {
        what: 'has no meaning with `weights: base`',
        expected: '`wrap` only where a recipe answers: a base model is never wrapped',
        found: wrap,
        todo: 'Delete it, or name a recipe as `weights`.',
      }),
    ]
  }
  const from = typeof exemplars === 'object' ? exemplars.from : undefined
  if (language !== undefined && (from === 'donor' || from === 'mixture')) {
    return [
      problemIn(file, ['conditions', name, 'language'], {
        what: 'is not that of the exemplars',
        expected: 'no `language` beside exemplars of other tasks, which need not be translated',
        found: language,
        todo: 'Delete it, or write `from: gold`.',
      }),
    ]
  }
  if (fields === 'unified' && (form === 'instruction' || wording !== 'own')) {
    return [
      problemIn(file, ['conditions', name, 'fields'], {
        what: 'changes nothing here',
        expected:
          'no `fields` beside `form: instruction` or a `wording`: neither shows the names of the component form',
        found: 'unified',
        todo: 'Delete it, or write `form: component` without a `wording`.',
      }),
    ]
  }
  const restated = typeof exemplars === 'object' && exemplars.restatement === 'own' ? exemplars : undefined
  if (restated !== undefined) return restatementProblems(file, name, condition, restated)
  if (content === undefined || typeof exemplars !== 'object' || isDrawnFrom(exemplars.from)) return []
  return [
    problemIn(file, ['conditions', name, 'exemplars', 'content'], {
      what: 'is about exemplars that are drawn',
      expected: 'no `content` where a model writes the exemplars: what it wrote stays as it is',
      found: content,
      todo: 'Delete it, or write `from: gold`.',
    }),
  ]
}

/** A question that a model restates ends in a cue, and is in the model's own words. */
function restatementProblems(
  file: File,
  name: string,
  { cue = false, fields = 'named', wrap }: WrittenCondition,
  { from }: { from: string },
): Problem[] {
  const problem = (key: string, complaint: Parameters<typeof problemIn>[2]) => [
    problemIn(file, ['conditions', name, ...key.split('.')], complaint),
  ]
  if (isDrawnFrom(from)) {
    return problem('exemplars.restatement', {
      what: 'is about exemplars that a model writes',
      expected: 'no `restatement` where exemplars are drawn: nobody restates the question',
      found: 'own',
      todo: 'Delete it, or name a recipe with `shots` as `from`.',
    })
  }
  if (!cue) {
    return problem('cue', {
      what: 'is needed where a model restates the question',
      expected: '`cue: true`: the text is read up to the cue that the model writes',
      found: shown(cue),
      todo: 'Write `cue: true`, or delete `restatement`.',
    })
  }
  const [key, found] = fields === 'unified' ? ['fields', fields] : ['wrap', wrap]
  if (found === undefined || found === 'instruction' || found === 'none') return []
  return problem(key, {
    what: 'changes nothing that the model writes',
    expected: `no \`${key}\` beside \`restatement: own\`: exemplars and question stand as the model wrote them`,
    found,
    todo: 'Delete it, or the `restatement`.',
  })
}

/** The problems of phrasings whose options cannot be hidden: they stand in the line that asks. */
export function hidingProblems({ prompt, translations = {} }: TaskFile, file: File, study: Study): Problem[] {
  const hiding = study.conditions.find(hidesOptions)
  if (hiding === undefined) return []
  const phrasings = [
    { keys: ['prompt'], instructions: prompt.instructions },
    ...Object.entries(translations).map(([name, { instructions = [] }]) => ({
      keys: ['translations', name],
      instructions,
    })),
  ]
  return phrasings.flatMap(({ keys, instructions }) =>
    instructions.flatMap((template, i) => {
      const lines = template.split('\n')
      const listing = lines.filter((line) => line.includes('{{options}}'))
      if (listing.length < lines.length && listing.every((line) => templateNames(line).length === 1)) return []
      if (listing.length === 0) return []
      return [
        problemIn(file, [...keys, 'instructions', i], {
          what: 'lists its options in the line that asks',
          expected: `{{options}} on a line without other fields: condition ${hiding.name} of study ${study.name} leaves that line out`,
          found: listing.join(' '),
          todo: 'Give the options a line of their own, or add a `wording` to the condition.',
        }),
      ]
    }),
  )
}

/** Whether a condition leaves the options out of phrasings that are the task's own. */
function hidesOptions({ options, wording, form, weights, wrap, exemplars }: Condition): boolean {
  if (options !== 'hidden' || wording !== undefined) return false
  return form === 'instruction' || exemplars.from === 'recipe' || (weights !== 'base' && wrap === undefined)
}
