import { existsSync } from 'node:fs'
import path from 'node:path'
import { ALL_DEFECTS, defective, withNeeds } from './defects.ts'
import { checkpointFolder } from './hub.ts'
import { adapterFiles, baseFiles, modelFolderProblems, tunedKind } from './modelFolder.ts'
import { isDrawnFrom } from './drawnFrom.ts'
import { overOf } from './over.ts'
import { overWordProblems } from './overProblems.ts'
import { placeProblems } from './placeProblems.ts'
import { type Problem, refuse } from './problem.ts'
import { readExposure } from './readExposure.ts'
import type { StudyFile } from './study.generated.ts'
import type { BaseModel, Condition, Recipe, Rewording, Study } from './study.ts'
import { studyProblems } from './studyProblems.ts'
import { type Written, writtenStudy } from './validate.ts'

/** The study of a `study.yaml` file, every default filled in; `file` is its absolute path. Throws a SuiteError with all its problems. */
export function readStudy(file: string, text: string): Study {
  const written = writtenStudy(file, text)
  refuse([...placeProblems(written), ...overProblems(written)])
  const problems = studyProblems(written)
  const study = normalise(written.data, written.file)
  refuse(
    [...problems, ...folderProblems(study), ...exposureProblems(written)].sort(
      (a, b) => a.line - b.line || a.column - b.column,
    ),
  )
  return study
}

function normalise(data: StudyFile, file: Study['file']): Study {
  const recipes = Object.fromEntries(
    Object.entries(data.recipes ?? {}).map(([name, recipe]) => [name, recipeOf(recipe)]),
  )
  const defects = data.mode === 'authors' ? ALL_DEFECTS : withNeeds(data.defects ?? [])
  return {
    name: data.study,
    seed: data.seed,
    items: data.items,
    seam: data.seam ?? 'whole',
    tooLong: data.tooLong ?? 'refuse',
    device: data.device ?? 'auto',
    precision: data.precision ?? 'float32',
    affected: data.affected ?? {},
    models: data.models.map((model, m) => modelOf(model, m, file)),
    recipes,
    ...(data.groups === undefined ? {} : { groups: data.groups }),
    conditions: Object.entries(data.conditions).map(([name, condition]) =>
      defective(conditionOf(name, condition, { ...data, recipes }), defects),
    ),
    file,
  }
}

function modelOf(model: StudyFile['models'][number], m: number, file: Study['file']): BaseModel {
  const { tuned = [], exposure } = model
  const folder = path.dirname(file.path)
  return {
    name: model.name,
    ...placeOf(model, folder),
    ...(exposure === undefined ? {} : { exposure: readExposure(file, ['models', m, 'exposure'], exposure).rates }),
    tuned: tuned.map(({ recipe, seed, ...named }) => {
      const place = placeOf(named, folder)
      return { recipe, seed, ...place, kind: tunedKind(place.path) }
    }),
  }
}

function placeOf(
  { path: at = '', hub }: { path?: string; hub?: string },
  folder: string,
): { path: string; hub?: string } {
  return hub === undefined ? { path: path.resolve(folder, at) } : { path: checkpointFolder(hub), hub }
}

function overProblems({ data, file }: Written<StudyFile>): Problem[] {
  return Object.entries(data.conditions).flatMap(([name, { over }]) =>
    over === undefined ? [] : overWordProblems(file, ['conditions', name, 'over'], over, data),
  )
}

function exposureProblems({ data, file }: Written<StudyFile>): Problem[] {
  return data.models.flatMap(({ exposure }, m) =>
    exposure === undefined ? [] : readExposure(file, ['models', m, 'exposure'], exposure).problems,
  )
}

function recipeOf({ wrap, system, date, shots = 0, maxTokens = 256, mixture, tasks }: WrittenRecipe): Recipe {
  const chat = {
    by: 'chat',
    ...(system === undefined ? {} : { system }),
    ...(date === undefined ? {} : { date }),
  } as const
  return {
    wrap: wrap === undefined ? chat : { by: 'text', text: wrap },
    shots,
    maxTokens: shots === 0 ? 0 : maxTokens,
    ...(mixture === undefined ? {} : { mixture }),
    ...(tasks === undefined ? {} : { tasks }),
  }
}

function conditionOf(
  name: string,
  written: WrittenCondition,
  { items, groups, recipes }: Pick<StudyFile, 'items' | 'groups'> & Pick<Study, 'recipes'>,
): Condition {
  const { weights } = written
  return {
    name,
    weights: weights === 'none' || weights === 'base' ? weights : { recipe: weights },
    form: written.form ?? 'instruction',
    cue: written.cue ?? false,
    ...rewordingOf(written),
    ...(written.wrap === undefined || written.wrap === 'instruction' ? {} : { wrap: written.wrap }),
    exemplars: exemplarsOf(written.exemplars, recipes),
    items: Math.min(written.items ?? items, items),
    ...(written.over === undefined ? {} : { over: overOf(written.over, groups === undefined ? {} : { groups }) }),
  }
}

/** A setting that is written out and one that is left out are the same. */
function rewordingOf({
  language,
  wording = 'own',
  options = 'listed',
  fields = 'named',
  suffix,
}: WrittenCondition): Rewording {
  return {
    ...(language === undefined ? {} : { language }),
    ...(wording === 'own' ? {} : { wording }),
    ...(options === 'listed' ? {} : { options }),
    ...(fields === 'named' ? {} : { fields }),
    ...(suffix === undefined ? {} : { suffix }),
  }
}

function exemplarsOf(written: WrittenCondition['exemplars'], recipes: Record<string, Recipe>): Condition['exemplars'] {
  if (written === undefined || typeof written === 'string' || written.shots === 0) return { from: 'none' }
  const { from, shots = 0, content = 'whole', task } = written
  if (isDrawnFrom(from)) {
    const mixture = written.mixture ?? (from === 'mixture' ? 'main' : undefined)
    return {
      from,
      shots,
      ...(mixture === undefined ? {} : { mixture }),
      ...(task === undefined ? {} : { task }),
      ...(content === 'whole' ? {} : { content }),
    }
  }
  const own = written.restatement === 'own' ? ({ restatement: 'own' } as const) : {}
  return { from: 'recipe', recipe: from, shots: recipes[from]?.shots ?? 0, ...own }
}

/** Model folders are looked at once the words of the study are known; one that is named by its id may not be here. */
function folderProblems({ models, file }: Study): Problem[] {
  const problemsOf = (
    keys: (string | number)[],
    { path: folder, hub }: { path: string; hub?: string },
    kind: string,
  ) => {
    if (hub !== undefined && !existsSync(folder)) return []
    const named = [...keys, hub === undefined ? 'path' : 'hub']
    return modelFolderProblems(file, named, folder, kind === 'adapter' ? adapterFiles : baseFiles)
  }
  return models.flatMap((model, m) => [
    ...problemsOf(['models', m], model, 'base'),
    ...model.tuned.flatMap((tuned, t) => problemsOf(['models', m, 'tuned', t], tuned, tuned.kind)),
  ])
}

type WrittenRecipe = NonNullable<StudyFile['recipes']>[string]
type WrittenCondition = StudyFile['conditions'][string]
