import { nearest } from './nearest.ts'
import type { Problem } from './problem.ts'
import { problemIn } from './readYaml.ts'
import type { StudyFile } from './study.generated.ts'
import { templateProblems } from './templateProblems.ts'
import type { Written } from './validate.ts'
import { either, shown } from './words.ts'

/** What a study says that its schema cannot refuse: names that nothing answers to, and settings that contradict each other. */
export function studyProblems({ data, file }: Written<StudyFile>): Problem[] {
  const recipes = data.recipes ?? {}
  return [
    ...Object.entries(recipes).flatMap(([name, recipe]) => wrapProblems(file, name, recipe.wrap)),
    ...modelProblems(data, file),
    ...Object.entries(data.conditions).flatMap(([name, condition]) => [
      ...settingProblems(data, file, name, condition),
      ...exemplarProblems(data, file, name, condition),
      ...weightProblems(data, file, ['conditions', name, 'weights'], condition.weights, ['none', 'base']),
    ]),
  ]
}

type File = Written<StudyFile>['file']
type WrittenCondition = StudyFile['conditions'][string]

function wrapProblems(file: File, name: string, wrap: string): Problem[] {
  const keys = ['recipes', name, 'wrap']
  const slots = wrap.split('{{instruction}}').length - 1
  const problems = templateProblems(file, keys, wrap, ['instruction'])
  if (problems.length > 0 || slots === 1) return problems
  return [
    problemIn(file, keys, {
      what: 'does not say once where the question goes',
      expected: 'the text {{instruction}}, once',
      found: slots === 0 ? 'no {{instruction}}' : `${slots} of them`,
      todo: 'Write the text that surrounds the question, with {{instruction}} in its place.',
    }),
  ]
}

function modelProblems(data: StudyFile, file: File): Problem[] {
  return data.models.flatMap((model, m) => [
    ...twice(file, ['models', m, 'name'], model.name, data.models.slice(0, m).map(({ name }) => name)),
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

function recipeProblems(data: StudyFile, file: File, keys: (string | number)[], name: string, others: string[]): Problem[] {
  const recipes = Object.keys(data.recipes ?? {})
  const known = [...others, ...recipes]
  if (known.includes(name)) return []
  const meant = nearest(name, known)
  return [
    problemIn(file, keys, {
      what: 'is not a recipe of this study',
      expected: either(known) || 'a key of recipes, which is empty',
      found: shown(name),
      ...(meant === undefined ? {} : { nearest: meant }),
      todo: 'Correct the name, or add the recipe under `recipes`.',
    }),
  ]
}

/** A name of weights must be known, and every base model must have weights of that name. */
function weightProblems(data: StudyFile, file: File, keys: string[], name: string, others: string[]): Problem[] {
  if (others.includes(name)) return []
  const unknown = recipeProblems(data, file, keys, name, others)
  if (unknown.length > 0) return unknown
  return data.models
    .filter((model) => !(model.tuned ?? []).some(({ recipe }) => recipe === name))
    .map((model) =>
      problemIn(file, keys, {
        what: 'asks for tuned weights that nobody has listed',
        expected: `a tuned model of recipe ${name} under model ${model.name}`,
        found: [...new Set((model.tuned ?? []).map(({ recipe }) => recipe))].join(', ') || 'no tuned model',
        todo: `Add \`{ recipe: ${name}, seed: …, path: … }\` to the tuned models of ${model.name}, or delete the condition.`,
      }),
    )
}

function settingProblems(data: StudyFile, file: File, name: string, condition: WrittenCondition): Problem[] {
  const problem = (key: string, complaint: Parameters<typeof problemIn>[2]) => [problemIn(file, ['conditions', name, key], complaint)]
  if (condition.weights === 'none') {
    const [ignored] = Object.keys(condition).filter((key) => key !== 'weights' && key !== 'items')
    if (ignored === undefined) return []
    return problem(ignored, {
      what: 'has no meaning with `weights: none`',
      expected: '`weights: none` alone: the score is the chance level, and nobody is asked',
      found: `${ignored}: ${shown(condition[ignored as keyof WrittenCondition])}`,
      todo: 'Delete it, or name the weights that are asked.',
    })
  }
  if (condition.form === undefined) {
    return problem('form', {
      what: 'is missing',
      expected: 'instruction or component',
      found: 'nothing',
      todo: 'Write `form: instruction` for the phrasing of the task, or `form: component` for its labelled fields.',
    })
  }
  if (condition.items !== undefined && condition.items > data.items) {
    return problem('items', {
      what: 'asks for more items than the study uses',
      expected: `at most ${data.items}, the study's own \`items\``,
      found: shown(condition.items),
      todo: 'Lower it, or raise the number of the study.',
    })
  }
  return []
}

function exemplarProblems(data: StudyFile, file: File, name: string, condition: WrittenCondition): Problem[] {
  const { exemplars } = condition
  if (exemplars === undefined || typeof exemplars === 'string' || condition.weights === 'none') return []
  const keys = ['conditions', name, 'exemplars']
  if (condition.form === 'instruction') {
    return [
      problemIn(file, keys, {
        what: 'cannot be shown in the instruction form',
        expected: '`form: component`, in which exemplars and question look alike',
        found: '`form: instruction`',
        todo: 'Write `form: component`, or delete the exemplars.',
      }),
    ]
  }
  if (exemplars.from === 'gold') return exemplars.shots === undefined ? [noShots(file, keys)] : []
  const unknown = weightProblems(data, file, [...keys, 'from'], exemplars.from, ['gold'])
  if (unknown.length > 0) return unknown
  const { shots = 0 } = data.recipes?.[exemplars.from] ?? {}
  if (shots > 0 && (exemplars.shots ?? shots) === shots) return []
  return [
    problemIn(file, [...keys, shots > 0 ? 'shots' : 'from'], {
      what: shots > 0 ? 'is not the number that the recipe writes' : 'names a recipe that writes no exemplars',
      expected: shots > 0 ? `${shots}, as under \`recipes.${exemplars.from}\`` : 'gold, or a recipe with `shots`',
      found: shots > 0 ? shown(exemplars.shots) : shown(exemplars.from),
      todo: shots > 0 ? 'Write that number, or leave it out.' : `Add \`shots\` to \`recipes.${exemplars.from}\`, or write \`from: gold\`.`,
    }),
  ]
}

function noShots(file: File, keys: string[]): Problem {
  return problemIn(file, [...keys, 'shots'], {
    what: 'is missing',
    expected: 'how many gold exemplars are shown',
    found: 'nothing',
    todo: 'Add, for example, `shots: 4`.',
  })
}
