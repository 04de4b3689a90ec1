import type { LayerRange, ModelConfig } from '../checkpoint/modelConfig.ts'
import { remembered } from '../graph/remembered.ts'
import { headGraph, largeScoringGraph, layersGraph, scoringGraph } from '../graph/scoringGraph.ts'
import type { BuildGraph, Half } from '../session/loadedModel.ts'
import type { OpenModel } from '../session/openModels.ts'
import type { Session } from '../session/session.ts'

/** The scoring graph ready to run: in one session, or its layers in two halves that compute different packs at the same time. */
export type Stages = { kind: 'whole'; session: Session } | { kind: 'halves'; lower: HalfStages; upper: HalfStages }

/** Half of the layers, and a head for the states that leave the last: both halves have one, since how much it costs depends on the request. */
export interface HalfStages {
  layers: LayerRange
  session: Session
  head: Session
}

/** Loads what scoring runs. */
export async function openStages({ config, large, halves, session }: OpenModel): Promise<Stages> {
  if (halves === undefined) return { kind: 'whole', session: await session(large ? largeScoringGraph : scoringGraph) }
  const middle = middleOf(config, halves)
  const half = async (name: Half, layers: LayerRange, build: BuildGraph): Promise<HalfStages> => {
    const [own, head] = await Promise.all([session(build, name), session(headGraph, name)])
    return { layers, session: own, head }
  }
  const [lower, upper] = await Promise.all([
    half('lower', { begin: 0, end: middle }, lowerGraph(middle)),
    half('upper', { begin: middle, end: config.layers }, upperGraph(middle)),
  ])
  return { kind: 'halves', lower, upper }
}

/** Where a model of several layers is cut, so that each half has as many as its threads can compute while the other does the rest. */
export function middleOf({ layers }: Pick<ModelConfig, 'layers'>, { lower, upper }: Record<Half, number>): number {
  return Math.min(layers - 1, Math.max(1, Math.floor((layers * lower) / (lower + upper))))
}

/** The same stages, each session changed alike. */
export function mapSessions(stages: Stages, change: (session: Session) => Session): Stages {
  if (stages.kind === 'whole') return { ...stages, session: change(stages.session) }
  const changed = (half: HalfStages): HalfStages => ({
    ...half,
    session: change(half.session),
    head: change(half.head),
  })
  return { ...stages, lower: changed(stages.lower), upper: changed(stages.upper) }
}

/** The same function each time, since a model knows a session by the function that built its graph. */
const lowerGraph = remembered(
  (middle: number): BuildGraph =>
    (model, operators) =>
      layersGraph(model, { begin: 0, end: middle }, operators),
)

const upperGraph = remembered(
  (middle: number): BuildGraph =>
    (model, operators) =>
      layersGraph(model, { begin: middle, end: model.config.layers }, operators),
)
