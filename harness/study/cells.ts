import { isAskable } from '../suite/askable.ts'
import { asks, type AskedTask } from '../suite/asks.ts'
import type { Property } from '../suite/property.ts'
import type { BaseModel, Condition, Study, TunedModel } from '../suite/study.ts'

/** Every cell of one task in a study: each base model under each condition that asks it, once per tuning seed where a tuned model takes part. */
export function cellsOf(study: Study, task: AskedTask): StudyCell[] {
  const asked = study.conditions.filter((condition) => asks(condition, task))
  return study.models.flatMap((model) => asked.flatMap((condition) => cellsUnder(condition, model)))
}

/** Every cell that a property asks, of each of its tasks. */
export function cellsAskedBy({ asked }: Pick<Property, 'asked'>): StudyCell[] {
  return asked.flatMap(({ condition, models }) => models.flatMap((model) => cellsUnder(condition, model)))
}

/** The cells of one condition, for one base model; none where the tuned models that it wants are not there. */
export function cellsUnder(condition: Condition, model: BaseModel): StudyCell[] {
  if (!isAskable(condition, model)) return []
  if (condition.weights === 'none') return [{ condition, model, weights: { state: 'random' } }]
  const writers = condition.exemplars.from === 'recipe' ? tunedBy(model, condition.exemplars.recipe) : []
  if (condition.weights === 'base') {
    const weights = { state: 'base', path: model.path } as const
    return writers.length === 0
      ? [{ condition, model, weights }]
      : writers.map((writer) => ({ condition, model, weights, writer }))
  }
  return tunedBy(model, condition.weights.recipe).map((tuned) => ({
    condition,
    model,
    weights: { state: 'tuned', ...tuned },
    ...writerOfSameSeed(writers, tuned.seed),
  }))
}

/** What is asked of one task: a condition, a base model, and the weights and writer that take part. */
export interface StudyCell {
  condition: Condition
  model: BaseModel
  weights: { state: 'random' } | { state: 'base'; path: string } | ({ state: 'tuned' } & TunedModel)
  /** The tuned model that writes the exemplars, where the condition wants written ones. */
  writer?: TunedModel
}

/** The name a person sees, unique among the cells of a task: `lab · flan · seed 42`. */
export function cellName({ model, condition, weights, writer }: StudyCell): string {
  const seed = weights.state === 'tuned' ? weights.seed : writer?.seed
  return [model.name, condition.name, ...(seed === undefined ? [] : [`seed ${seed}`])].join(' · ')
}

function tunedBy(model: BaseModel, recipe: string): TunedModel[] {
  return model.tuned.filter((tuned) => tuned.recipe === recipe)
}

/** A tuned model that answers after exemplars written by its own recipe writes them itself: seeds are never crossed. */
function writerOfSameSeed(writers: TunedModel[], seed: number): { writer: TunedModel } | Record<string, never> {
  const writer = writers.find((candidate) => candidate.seed === seed)
  return writer === undefined ? {} : { writer }
}

/** The folders that hold the weights: a tuned model is an adapter on its base, or a whole checkpoint of its own. */
export function modelPaths(
  weights: { state: 'base' } | ({ state: 'tuned' } & Pick<TunedModel, 'path' | 'kind'>),
  { path }: BaseModel,
): { base: string; adapter?: string } {
  if (weights.state === 'base') return { base: path }
  return weights.kind === 'adapter' ? { base: path, adapter: weights.path } : { base: weights.path }
}
