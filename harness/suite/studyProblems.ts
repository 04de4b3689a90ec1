import { chatProblems } from './chatProblems.ts'
import { defectProblems } from './defectProblems.ts'
import type { Problem } from './problem.ts'
import { problemIn } from './readYaml.ts'
import { recipeProblems } from './recipeProblems.ts'
import { settingProblems } from './settingProblems.ts'
import type { StudyFile } from './study.generated.ts'
import { templateProblems } from './templateProblems.ts'
import type { Written } from './validate.ts'
import { either } from './words.ts'

/** What a study says that its schema cannot refuse: names that nothing answers to, and settings that contradict each other. */
export function studyProblems({ data, file }: Written<StudyFile>): Problem[] {
  const recipes = data.recipes ?? {}
  return [
    ...Object.entries(recipes).flatMap(([name, recipe]) => wrapProblems(file, name, recipe)),
    ...precisionProblems(data, file),
    ...defectProblems(data, file),
    ...modelProblems(data, file),
    ...Object.entries(data.conditions).flatMap(([name, condition]) => [
      ...settingProblems(data, file, name, condition),
      ...recipeProblems(data, file, ['conditions', name, 'weights'], condition.weights, ['none', 'base']),
    ]),
    ...untunedProblems(data, file),
  ]
}

type File = Written<StudyFile>['file']
type WrittenRecipe = NonNullable<StudyFile['recipes']>[string]

function wrapProblems(file: File, name: string, recipe: WrittenRecipe): Problem[] {
  const { wrap } = recipe
  if (wrap === undefined || recipe.chat === true) return chatProblems(file, name, recipe)
  const keys = ['recipes', name, 'wrap']
  const slots = wrap.split('{{instruction}}').length - 1
  const problems = templateProblems(file, keys, wrap, ['instruction'])
  if (problems.length > 0 || slots === 1) return [...problems, ...chatProblems(file, name, recipe)]
  return [
    problemIn(file, keys, {
      what: 'does not say once where the question goes',
      expected: 'the text {{instruction}}, once',
      found: slots === 0 ? 'no {{instruction}}' : `${slots} of them`,
      todo: 'Write the text that surrounds the question, with {{instruction}} in its place.',
    }),
  ]
}

/** `auto` may mean the CPU, which computes in 32 bits. */
function precisionProblems({ device = 'auto', precision }: StudyFile, file: File): Problem[] {
  if (precision !== 'float16' || ['webgpu', 'cuda', 'dml'].includes(device)) return []
  return [
    problemIn(file, ['precision'], {
      what: `is not known with \`device: ${device}\``,
      expected: 'float32, or device webgpu, cuda or dml',
      found: 'float16',
      todo: 'Write `precision: float32`, or name a device that computes in 16 bits.',
    }),
  ]
}

function modelProblems(data: StudyFile, file: File): Problem[] {
  return data.models.flatMap((model, m) => [
    ...twice(
      file,
      ['models', m, 'name'],
      model.name,
      data.models.slice(0, m).map(({ name }) => name),
    ),
    ...(model.tuned ?? []).flatMap((tuned, t, all) => [
      ...recipeProblems(data, file, ['models', m, 'tuned', t, 'recipe'], tuned.recipe, []),
      ...twice(file, ['models', m, 'tuned', t, 'seed'], label(tuned), all.slice(0, t).map(label)),
    ]),
  ])
}

const label = ({ recipe, seed }: { recipe: string; seed: number }) => `${recipe}, seed ${seed}`

function twice(file: File, keys: (string | number)[], name: string, earlier: string[]): Problem[] {
  if (!earlier.includes(name)) return []
  return [
    problemIn(file, keys, {
      what: 'is taken',
      expected: 'a name of its own for each model, and a seed of its own for each tuning run of a recipe',
      found: `a second ${name}`,
      todo: 'Rename it, or delete the entry.',
    }),
  ]
}

/** Some base model must have tuned weights of each recipe that a condition asks for, those without are not asked; told at the first such condition. */
function untunedProblems(data: StudyFile, file: File): Problem[] {
  const asked = Object.entries(data.conditions).flatMap(([condition, { weights, exemplars }]) => [
    { name: weights, keys: ['conditions', condition, 'weights'] },
    ...(typeof exemplars === 'object'
      ? [{ name: exemplars.from, keys: ['conditions', condition, 'exemplars', 'from'] }]
      : []),
  ])
  return Object.keys(data.recipes ?? {}).flatMap((name) => {
    const first = asked.find((each) => each.name === name)
    if (first === undefined) return []
    if (data.models.some(({ tuned = [] }) => tuned.some(({ recipe }) => recipe === name))) return []
    const listed = new Set(data.models.flatMap(({ tuned = [] }) => tuned.map(({ recipe }) => recipe)))
    const models = data.models.map((model) => model.name)
    return [
      problemIn(file, first.keys, {
        what: 'asks for tuned weights that are not listed',
        expected: `a tuned model of recipe ${name} under model ${either(models)}`,
        found: [...listed].join(', ') || 'no tuned model',
        todo: `Add \`{ recipe: ${name}, seed: …, path: … }\` to the tuned models of ${either(models)}, or delete the condition.`,
      }),
    ]
  })
}
