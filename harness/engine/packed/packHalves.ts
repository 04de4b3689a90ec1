import type { ModelConfig } from '../checkpoint/modelConfig.ts'
import { followLanes } from './lanes.ts'
import { cacheOutputs } from './pathCache.ts'
import type { PackRun, Results } from './packRuns.ts'
import type { Values } from '../session/session.ts'
import type { HalfStages, Stages } from './stages.ts'

/** Packs that the lower half may be ahead: enough that neither waits where packs differ, few enough that their states take no memory. */
const mostAhead = 3

/**
 * Packs in the two halves of a model at the same time: each computes all of them in order, the upper one behind the lower, and whichever has no
 * layers to compute takes a head that is left. So neither waits for the other within each product, as the threads of one session do; only the
 * first pack and the last are computed by one half alone.
 */
export async function runInHalves(
  { lower, upper }: Extract<Stages, { kind: 'halves' }>,
  config: ModelConfig,
  runs: readonly PackRun[],
): Promise<Results[]> {
  const all = runs.map((): Results => ({}))
  const done = { lower: 0, upper: 0 }
  const between: Values[] = []
  const heads: { run: PackRun; pack: number; hidden: Values }[] = []
  const below = (): Promise<void> | undefined => {
    const run = runs[done.lower]
    if (run === undefined || done.lower - done.upper >= mostAhead) return undefined
    return through(lower, config, run, { asksStates: true }).then((states) => {
      between.push(...states)
      done.lower += 1
    })
  }
  const above = (): Promise<void> | undefined => {
    const run = runs[done.upper]
    const [hidden] = between.splice(0, 1)
    if (run === undefined || hidden === undefined) return undefined
    return through(upper, config, run, { hidden, asksStates: run.outputs.length > 0 }).then((states) => {
      heads.push(...states.map((hidden) => ({ run, pack: done.upper, hidden })))
      done.upper += 1
    })
  }
  const head = (half: HalfStages): Promise<void> | undefined => {
    const [next] = heads.splice(0, 1)
    if (next === undefined) return undefined
    const { run, pack, hidden } = next
    return half.head.run({ ...run.inputs, ...moved({ hidden }) }, run.outputs).then((results) => {
      all[pack] = results
    })
  }
  await followLanes(
    [() => below() ?? head(lower), () => above() ?? head(upper)],
    () => done.upper === runs.length && heads.length === 0,
  )
  return all
}

/** Takes a pack through the layers of a half; the states that leave them, if asked for. */
async function through(
  { layers, session }: HalfStages,
  config: ModelConfig,
  run: PackRun,
  { hidden, asksStates }: { hidden?: Values; asksStates: boolean },
): Promise<Values[]> {
  const outputs = [...(asksStates ? ['states'] : []), ...(run.keeps ? cacheOutputs(config, layers) : [])]
  const own = moved({ ...run.path(layers), ...(hidden !== undefined && { hidden }) })
  const results = await session.run({ ...run.inputs, ...own }, outputs)
  run.gone(layers, results)
  return results['states'] === undefined ? [] : [results['states']]
}

function moved(values: Record<string, Values>): Record<string, Values> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { ...value, once: true }]))
}
