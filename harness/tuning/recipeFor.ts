import { nearest } from '../suite/nearest.ts'
import { problemIn } from '../suite/readYaml.ts'
import { type Problem, SuiteError } from '../suite/problem.ts'
import type { Condition, Study } from '../suite/study.ts'
import { either } from '../suite/words.ts'
import type { Form, Mixture } from '../study/mixture.ts'
import { refused } from '../study/mixtureTasks.ts'

/** How a tuned model will be asked, which is how it is tuned. */
export interface TunedAs {
  condition: Condition
  askedAs: string
  /** Exemplars in a completion; 0 in FLAN form. */
  shots: number
}

/**
 * The prompt that the models of a recipe will be asked with, in a form. Throws a SuiteError for a mixture without that form, and for a
 * recipe that the study does not have or that does not fit the form.
 */
export function recipeFor(
  study: Study,
  { mixture, form, recipe: name }: { mixture: Mixture; form: Form; recipe: string },
): TunedAs {
  if (!mixture.forms.includes(form)) {
    throw refused(study, {
      what: `mixture ${mixture.name} has no form ${form}`,
      expected: either(mixture.forms),
      found: form,
      todo: 'It changes the exemplars of a text, or what follows them, and FLAN form shows none: write --form samplegen.',
    })
  }
  const recipe = Object.hasOwn(study.recipes, name) ? study.recipes[name] : undefined
  if (recipe === undefined) throw unknownRecipe(study, name)
  if (recipe.wrap.by === 'chat') {
    throw wrongRecipe(study, name, {
      what: 'asks by a chat template',
      expected: 'a `wrap`: this version writes no tuning data for chat templates',
      found: 'chat: true',
      todo: 'Name a recipe with a `wrap`: --recipe <name>.',
    })
  }
  if (recipe.shots > 0 !== (form === 'samplegen')) {
    throw wrongRecipe(study, name, {
      what: `does not fit form ${form}`,
      expected:
        form === 'flan' ? 'a recipe without `shots`: it answers at once' : '`shots`: how many exemplars it writes',
      found: recipe.shots === 0 ? 'no `shots`' : `shots: ${recipe.shots}`,
      todo: 'Name another recipe: --recipe <name>; or correct it.',
    })
  }
  const asking = study.conditions.find((condition) => asks(condition, name, form))
  const condition = asking ?? { ...DIRECT, weights: { recipe: name } }
  const askedAs =
    asking === undefined
      ? `no condition of the study asks recipe ${name}: as form: instruction, cue: true`
      : `condition ${asking.name}`
  return { condition, askedAs, shots: recipe.shots }
}

const DIRECT: Condition = {
  name: 'asked directly',
  weights: 'base',
  form: 'instruction',
  cue: true,
  exemplars: { from: 'none' },
  items: 0,
}

function asks({ weights, form: asked, exemplars }: Condition, recipe: string, form: Form): boolean {
  if (typeof weights !== 'object' || weights.recipe !== recipe) return false
  return form === 'samplegen' ? exemplars.from === 'recipe' : exemplars.from === 'none' && asked === 'instruction'
}

function unknownRecipe(study: Study, name: string): SuiteError {
  const known = Object.keys(study.recipes)
  const meant = nearest(name, known)
  return wrongRecipe(study, name, {
    what: 'is not there',
    expected: either(known) || 'a recipe',
    found: known.length === 0 ? 'no `recipes`' : name,
    ...(meant === undefined ? {} : { nearest: meant }),
    todo: 'Name the recipe that the model will be asked with: --recipe <name>; or add it to study.yaml: { wrap: "… {{instruction}} …" }.',
  })
}

function wrongRecipe(study: Study, name: string, problem: Omit<Problem, 'file' | 'line' | 'column'>): SuiteError {
  return new SuiteError([problemIn(study.file, ['recipes', name], problem)])
}
