import type { Engine, ModelPaths } from '../engine.ts'

/** Where models run. */
export type ModelPlace = Required<Pick<ModelPaths, 'device' | 'precision'>>

/** The same engine, all of whose models run in one place. */
export function placedEngine(engine: Engine, place: ModelPlace): Engine {
  return {
    ...engine,
    score: (request) => engine.score({ ...request, model: { ...request.model, ...place } }),
    generate: (request) => engine.generate({ ...request, model: { ...request.model, ...place } }),
    numerics: () => engine.numerics(place),
  }
}
