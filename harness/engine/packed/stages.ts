import type { LayerRange } from '../checkpoint/modelConfig.ts'
import { remembered } from '../graph/remembered.ts'
import { headGraph, largeScoringGraph, layersGraph, scoringGraph } from '../graph/scoringGraph.ts'
import type { Lanes } from '../session/lanes.ts'
import type { Half, LayerCut } from '../session/layerCut.ts'
import type { BuildGraph } from '../session/loadedModel.ts'
import type { OpenModel } from '../session/openModels.ts'
import type { Session } from '../session/session.ts'

/** The scoring graph ready to run: in one session, or its layers in parts that compute different packs at the same time. */
export type Stages = { kind: 'whole'; session: Session } | Halves

/** Two threads: one has the lower layers and one the upper, and both have those in the middle and the head. */
export interface Halves {
  kind: 'halves'
  layers: LayerCut
  /** That of the lower thread, then that of the upper; requests at the same time share them. */
  lanes: Lanes
  lower: HalfStages
  upper: HalfStages
}

/** What one of the threads can compute. */
export interface HalfStages {
  /** Its own layers. */
  own: Session
  middle?: Session
  /** How much it costs depends on the request. */
  head: Session
}

/** Loads what scoring runs. */
export async function openStages({ large, halves, session }: OpenModel): Promise<Stages> {
  if (halves === undefined) return { kind: 'whole', session: await session(large ? largeScoringGraph : scoringGraph) }
  const { layers, lanes } = halves
  const open = async (half: Half): Promise<HalfStages> => {
    const part = (layers: LayerRange): Promise<Session> => session(graphOf(layers.begin, layers.end), half)
    const [own, middle, head] = await Promise.all([
      part(layers[half]),
      layers.middle && part(layers.middle),
      session(headGraph, half),
    ])
    return { own, ...(middle !== undefined && { middle }), head }
  }
  const [lower, upper] = await Promise.all([open('lower'), open('upper')])
  return { kind: 'halves', layers, lanes, lower, upper }
}

/** The same stages, each session changed alike. */
export function mapSessions(stages: Stages, change: (session: Session) => Session): Stages {
  if (stages.kind === 'whole') return { ...stages, session: change(stages.session) }
  const changed = ({ own, middle, head }: HalfStages): HalfStages => ({
    own: change(own),
    ...(middle !== undefined && { middle: change(middle) }),
    head: change(head),
  })
  return { ...stages, lower: changed(stages.lower), upper: changed(stages.upper) }
}

/** The same function each time, since a model knows a session by the function that built its graph. */
function graphOf(begin: number, end: number): BuildGraph {
  return graphsFrom(begin)(end)
}

const graphsFrom = remembered((begin: number) =>
  remembered(
    (end: number): BuildGraph =>
      (model, operators) =>
        layersGraph(model, { begin, end }, operators),
  ),
)
