import path from 'node:path'
import type { Checkpoint } from './gate.ts'
import { adapterFiles, baseFiles, modelFolderProblems, tunedKind } from './modelFolder.ts'
import { nearest } from './nearest.ts'
import type { Problem } from './problem.ts'
import { problemIn } from './readYaml.ts'
import type { BaseModel, Condition, Study } from './study.ts'
import type { SuiteFile } from './suiteFile.ts'
import { either, shown } from './words.ts'

/** How people name a checkpoint: a model of the study, with the seed of a tuned one, or a folder of its own. */
export interface NamedCheckpoint {
  model?: string
  seed?: number
  path?: string
}

/**
 * The checkpoint that a file names at `key`, for a condition that has weights, or why it is refused. A folder of its own is
 * relative to the file.
 */
export function checkpointOf(
  file: SuiteFile,
  key: string,
  named: NamedCheckpoint,
  condition: Condition,
  study: Study,
): Checkpoint | Problem[] {
  const complain = (keys: readonly string[], complaint: Omit<Problem, 'file' | 'line' | 'column'>) => [
    problemIn(file, [key, ...keys], complaint),
  ]
  const names = study.models.map(({ name }) => name)
  const model = study.models.find(({ name }) => name === named.model)
  if (named.model !== undefined && model === undefined) {
    const meant = nearest(named.model, names)
    return complain(['model'], {
      what: `is not a model of study ${study.name}`,
      expected: either(names),
      found: shown(named.model),
      ...(meant === undefined ? {} : { nearest: meant }),
      todo: 'Correct the name, or add the model to study.yaml.',
    })
  }
  const recipe = recipeOf(condition)
  if (named.path !== undefined) return elsewhere({ ...named, path: named.path }, model)
  if (model === undefined) {
    return complain([], {
      what: 'names no checkpoint',
      expected: `\`model\`, one of ${either(names)}, or \`path\`, the folder of a checkpoint`,
      found: named.seed === undefined ? 'an empty map' : 'only a seed',
      todo: `Write, for example, \`${key}: { model: ${names[0] ?? 'lab'} }\`.`,
    })
  }
  if (recipe === undefined) {
    if (named.seed === undefined) return { kind: 'checkpoint', name: model.name, model: { ...model, tuned: [] } }
    return complain(['seed'], {
      what: 'means nothing here',
      expected: `no seed: condition ${condition.name} asks base models, which have none`,
      found: shown(named.seed),
      todo: 'Delete it, or name a condition of the recipe.',
    })
  }
  const tuned = model.tuned.filter((one) => one.recipe === recipe)
  const own = tuned.filter(({ seed }) => seed === named.seed)
  if (own.length > 0)
    return {
      kind: 'checkpoint',
      name: `${model.name} ${recipe} ${own[0]?.seed ?? ''}`,
      model: { ...model, tuned: own },
    }
  return complain(named.seed === undefined ? [] : ['seed'], {
    what: named.seed === undefined ? 'has no seed' : `is not the seed of a ${recipe} model of ${model.name}`,
    expected:
      tuned.length === 0
        ? `a ${recipe} model under \`tuned\` of ${model.name}: condition ${condition.name} asks one`
        : `${either(tuned.map(({ seed }) => String(seed)))}: condition ${condition.name} asks a ${recipe} model`,
    found: named.seed === undefined ? 'only the model' : shown(named.seed),
    todo:
      tuned.length === 0
        ? 'Add the tuned model to study.yaml, or name its folder as `path`.'
        : `Write, for example, \`${key}: { model: ${model.name}, seed: ${tuned[0]?.seed ?? 0} }\`.`,
  })

  function elsewhere(where: NamedCheckpoint & { path: string }, base: BaseModel | undefined): Checkpoint | Problem[] {
    const folder = path.resolve(path.dirname(file.path), where.path)
    if (where.seed !== undefined) {
      return complain(['seed'], {
        what: 'stands beside a path',
        expected: 'one of the two: a seed chooses among the models of study.yaml',
        found: shown(where.seed),
        todo: 'Delete it, or the path.',
      })
    }
    const kind = recipe === undefined ? 'checkpoint' : tunedKind(folder)
    const faults = modelFolderProblems(file, [key, 'path'], folder, kind === 'adapter' ? adapterFiles : baseFiles)
    if (faults.length > 0)
      return faults.map((fault) => ({ ...fault, todo: fault.todo.replace('the study file', 'this file') }))
    if (recipe === undefined || (base === undefined && kind === 'checkpoint' && condition.weights !== 'base')) {
      const tuned = recipe === undefined ? [] : [{ recipe, seed: 0, path: folder, kind }]
      return { kind: 'checkpoint', name: where.path, model: { name: where.path, path: folder, tuned } }
    }
    if (base === undefined) {
      return complain([], {
        what: 'is tuned from a model that it does not name',
        expected: `\`model\`, one of ${either(names)}, beside the path`,
        found: 'only the path',
        todo: `Write \`${key}: { model: ${names[0] ?? 'lab'}, path: ${where.path} }\`.`,
      })
    }
    return {
      kind: 'checkpoint',
      name: where.path,
      model: { ...base, tuned: [{ recipe, seed: 0, path: folder, kind }] },
    }
  }
}

/** The recipe whose model takes part in a condition, as the one that answers or the one that writes exemplars. */
function recipeOf({ weights, exemplars }: Condition): string | undefined {
  if (typeof weights !== 'string') return weights.recipe
  return exemplars.from === 'recipe' ? exemplars.recipe : undefined
}
