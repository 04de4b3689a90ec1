import type { LayerRange, ModelConfig } from '../checkpoint/modelConfig.ts'
import { cacheOutputs } from './pathCache.ts'
import type { PackRun, Results } from './packRuns.ts'
import type { Session, Values } from '../session/session.ts'
import type { HalfStages, Halves } from './stages.ts'

/** Packs that the lower half may be ahead: enough that neither waits where packs differ, few enough that their states take no memory. */
const mostAhead = 3

/**
 * Packs in the two halves of a model at the same time: each computes all of them in order, the upper one behind the lower, and whichever has no
 * layers of its own to compute takes those in the middle, or a head that is left. So neither waits for the other within each product, as the threads of
 * one session do; only the first pack and the last are computed by one half alone.
 */
export async function runInHalves(
  { layers, lanes, lower, upper }: Halves,
  config: ModelConfig,
  runs: readonly PackRun[],
): Promise<Results[]> {
  const all = runs.map((): Results => ({}))
  const below = part(layers.lower, config, runs)
  const between = layers.middle === undefined ? undefined : part(layers.middle, config, runs)
  const above = part(layers.upper, config, runs)
  const heads: { run: PackRun; pack: number; hidden: Values }[] = []
  const lowest = (): Promise<void> | undefined =>
    below.done() - above.done() < mostAhead ? below.next(lower.own, (between ?? above).take) : undefined
  const middle = ({ middle }: HalfStages): Promise<void> | undefined =>
    middle === undefined ? undefined : between?.next(middle, above.take)
  const highest = (): Promise<void> | undefined =>
    above.next(upper.own, (hidden, pack) => {
      const run = runs[pack]
      if (run !== undefined) heads.push({ run, pack, hidden })
    })
  const head = (half: HalfStages): Promise<void> | undefined => {
    const [next] = heads.splice(0, 1)
    if (next === undefined) return undefined
    const { run, pack, hidden } = next
    return half.head.run({ ...run.inputs, ...moved({ hidden }) }, run.outputs).then((results) => {
      all[pack] = results
    })
  }
  await lanes({
    tasks: [
      [lowest, () => middle(lower), () => head(lower)],
      [highest, () => middle(upper), () => head(upper)],
    ],
    isDone: () => above.done() === runs.length && heads.length === 0,
  })
  return all
}

/** Some layers, through which packs go one by one. */
interface Part {
  /** Takes the next pack through them, unless one is under way or its states have not come from below. */
  next: (session: Session, onward: (states: Values, pack: number) => void) => Promise<void> | undefined
  /** Takes the states that come from below. */
  take: (states: Values, pack: number) => void
  done: () => number
}

function part(layers: LayerRange, config: ModelConfig, runs: readonly PackRun[]): Part {
  const waiting: Values[] = []
  const isLast = layers.end === config.layers
  let done = 0
  let isUnderWay = false
  return {
    next: (session, onward) => {
      const run = runs[done]
      if (run === undefined || isUnderWay) return undefined
      const [hidden] = waiting.splice(0, 1)
      if (hidden === undefined && layers.begin > 0) return undefined
      isUnderWay = true
      const outputs = [
        ...(isLast && run.outputs.length === 0 ? [] : ['states']),
        ...(run.keeps ? cacheOutputs(config, layers) : []),
      ]
      const own = moved({ ...run.path(layers), ...(hidden !== undefined && { hidden }) })
      return session.run({ ...run.inputs, ...own }, outputs).then((results) => {
        run.gone(layers, results)
        if (results['states'] !== undefined) onward(results['states'], done)
        done += 1
        isUnderWay = false
      })
    },
    take: (states) => waiting.push(states),
    done: () => done,
  }
}

function moved(values: Record<string, Values>): Record<string, Values> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { ...value, once: true }]))
}
