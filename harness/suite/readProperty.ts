import { conditionProblems, randomProblems } from './conditionProblems.ts'
import { isAskable } from './askable.ts'
import { nearest } from './nearest.ts'
import { overOf } from './over.ts'
import { overWordProblems } from './overProblems.ts'
import { type Problem, refuse } from './problem.ts'
import type { Property } from './property.ts'
import type { PropertyFile } from './property.generated.ts'
import { lawOf, lawProblems } from './propertyLaw.ts'
import { problemIn } from './readYaml.ts'
import type { Condition, Study } from './study.ts'
import type { SuiteFile } from './suiteFile.ts'
import { writtenProperty } from './validate.ts'
import { either, shown } from './words.ts'

/** The property of a `*.property.yaml` file of `study`; `file` is its absolute path. Throws a SuiteError with all its problems. */
export function readProperty(file: string, text: string, study: Study): Property {
  const written = writtenProperty(file, text)
  const { data } = written
  const named = namedConditions(data)
  refuse([
    ...named.flatMap(({ name, at }) => conditionProblems(written.file, at, name, study)),
    ...overWordProblems(written.file, ['over'], data.over, study),
    ...modelProblems(written.file, data, study),
    ...rewriteProblems(written.file, data),
    ...lawProblems(written.file, data),
  ])
  const models = study.models.filter(({ name }) => data.models?.includes(name) ?? true)
  const asked = named.flatMap(({ name, at }) =>
    study.conditions
      .filter((condition) => condition.name === name)
      .map((condition) => ({ condition, at, models: models.filter((model) => isAskable(condition, model)) })),
  )
  refuse(
    asked.flatMap(({ condition, at }) => [
      ...randomProblems(written.file, at, condition),
      ...writerProblems(written.file, at, condition),
      ...exemplarProblems(written.file, data, condition),
    ]),
  )
  refuse(asked.flatMap((one) => askableProblems(written.file, one, models.length, data)))
  return {
    name: data.property,
    claim: data.claim,
    over: overOf(data.over, study),
    asked: asked.map(({ condition, models }) => ({ condition, models })),
    rewrites: data.rewrites,
    law: lawOf(data),
    alpha: data.alpha ?? 0.05,
    cases: data.cases ?? 300,
    shrink: data.shrink ?? 60,
    seconds: data.seconds ?? 60,
    seed: data.seed ?? study.seed,
    expect: data.expect ?? 'holds',
    expectAt: written.keyAt([data.expect === undefined ? 'property' : 'expect']),
    file: written.file,
  }
}

function modelProblems(file: SuiteFile, { models = [] }: PropertyFile, study: Study): Problem[] {
  const known = study.models.map(({ name }) => name)
  return models.flatMap((name, i) => {
    if (known.includes(name)) return []
    const meant = nearest(name, known)
    return [
      problemIn(file, ['models', i], {
        what: `is not a model of study ${study.name}`,
        expected: either(known),
        found: shown(name),
        ...(meant === undefined ? {} : { nearest: meant }),
        todo: 'Correct the name, or add the model to study.yaml.',
      }),
    ]
  })
}

/** A step of two rewrites would not say which is made first. */
function rewriteProblems(file: SuiteFile, { rewrites }: PropertyFile): Problem[] {
  return rewrites.flatMap((step, i) => {
    const names = Object.keys(step)
    if (names.length === 1) return []
    return [
      problemIn(file, ['rewrites', i], {
        what: names.length === 0 ? 'names no rewrite' : 'names several rewrites',
        expected: 'one rewrite: they are made in the order of the list',
        found: names.length === 0 ? 'an empty map' : names.join(', '),
        todo: names.length === 0 ? 'Write, for example, `- option-order: {}`.' : 'Begin a line with `- ` for each.',
      }),
    ]
  })
}

type Keys = readonly (string | number)[]

/** The conditions of a property, and where each is named. */
function namedConditions({ condition }: PropertyFile): { name: string; at: Keys }[] {
  return typeof condition === 'string'
    ? [{ name: condition, at: ['condition'] }]
    : condition.map((name, i) => ({ name, at: ['condition', i] }))
}

function writerProblems(file: SuiteFile, at: Keys, { name, exemplars }: Condition): Problem[] {
  if (exemplars.from !== 'recipe') return []
  return [
    problemIn(file, at, {
      what: 'shows exemplars that a model writes',
      expected: 'a condition whose prompts are known before a model is asked',
      found: name,
      todo: 'Name a condition without exemplars, or with those of a pool.',
    }),
  ]
}

const OF_EXEMPLARS = ['exemplar-order', 'exemplar-choice', 'exemplar-corruption'] as const

function exemplarProblems(file: SuiteFile, { rewrites }: PropertyFile, { name, exemplars }: Condition): Problem[] {
  if (exemplars.from !== 'none') return []
  return rewrites.flatMap((step, i) =>
    OF_EXEMPLARS.filter((key) => key in step).map((key) =>
      problemIn(file, ['rewrites', i, key], {
        what: 'finds nothing to change',
        expected: 'a condition with exemplars',
        found: `${name}, which shows none`,
        todo: 'Name another condition, or delete the rewrite.',
      }),
    ),
  )
}

/** A claim about nobody would always hold. */
function askableProblems(
  file: SuiteFile,
  { condition: { name }, at, models: askable }: { condition: Condition; at: Keys; models: readonly unknown[] },
  all: number,
  { models }: PropertyFile,
): Problem[] {
  if (askable.length > 0 && (models === undefined || askable.length === all)) return []
  return [
    problemIn(file, at, {
      what: models === undefined ? 'asks no model' : 'does not ask all of these models',
      expected: 'a condition whose tuned models stand in study.yaml',
      found: name,
      todo: 'Add the tuned models to study.yaml, or name another condition.',
    }),
  ]
}
