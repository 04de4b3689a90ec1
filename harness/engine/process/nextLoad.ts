import type { ModelPaths } from '../engine.ts'

/** An engine for large models, as the choice of the next load sees it. */
export interface LoadingEngine {
  /** What it computes with. */
  inUse: ModelPaths | undefined
  /** What it loads while another engine computes. */
  loading: ModelPaths | undefined
  held: readonly ModelPaths[]
}

/** The place of a request, and that of the engine which is to load its model: one more than there are for a new one. */
export interface NextLoad {
  request: number
  engine: number
}

/**
 * What to load while something computes: the model of the first waiting request that is not in use, unless an engine has it. Only an idle engine
 * loads, and only one at a time, since loading takes a processor from what computes. There are at most `most` engines.
 */
export function nextLoad(
  waiting: readonly ModelPaths[],
  engines: readonly LoadingEngine[],
  most: number,
): NextLoad | undefined {
  if (engines.some(({ loading }) => loading !== undefined)) return undefined
  const request = waiting.findIndex((model) => !engines.some(({ inUse }) => isShared(inUse, model)))
  const model = waiting[request]
  if (model === undefined || !isLoadedAhead(model) || engines.some((engine) => has(engine, model))) return undefined
  const idle = emptiest(engines.filter(({ inUse }) => inUse === undefined))
  if (idle !== undefined) return { request, engine: engines.indexOf(idle) }
  return engines.length < most ? { request, engine: engines.length } : undefined
}

/** Whether a model may be loaded while another computes. What else runs on another device than the CPU, and in what memory, is not known here. */
export function isLoadedAhead({ device = 'cpu' }: ModelPaths): boolean {
  return device === 'cpu'
}

/** Whether an engine has loaded or loads the sessions that a model runs in. */
export function has({ held, loading }: Omit<LoadingEngine, 'inUse'>, model: ModelPaths): boolean {
  return isShared(loading, model) || held.some((one) => isShared(one, model))
}

/** The engine that holds the fewest models, the first of several. */
export function emptiest<Engine extends Pick<LoadingEngine, 'held'>>(engines: readonly Engine[]): Engine | undefined {
  const fewest = Math.min(...engines.map(({ held }) => held.length))
  return engines.find(({ held }) => held.length === fewest)
}

/** Large models of one base share its sessions, whatever their adapters. */
function isShared(one: ModelPaths | undefined, { base, device = 'cpu' }: ModelPaths): boolean {
  return one !== undefined && one.base === base && (one.device ?? 'cpu') === device
}
