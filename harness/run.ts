import type { Item } from './dataset/item.ts'
import type { TokenCost } from './engine/engine.ts'
import { askingOf } from './measure/asking.ts'
import { type AskedCell, askBlock, askWriter } from './measure/askBlock.ts'
import type { CellScores } from './measure/cell.ts'
import type { Block, Measurement } from './measure/measurement.ts'
import { readingRule, scoreAsked } from './measure/scoreAsked.ts'
import { randomCell } from './measure/scoreCell.ts'
import type { Written } from './measure/writeExemplars.ts'
import { judgeWriting } from './measure/writing.ts'
import { blockSize } from './prompt/drawExemplars.ts'
import { type Wraps, wrapsOf } from './prompt/wrap.ts'
import { fingerprint, type Plain } from './store/fingerprint.ts'
import type { Instruments } from './store/instruments.ts'
import type { Recalled } from './store/recall.ts'
import { recallMeasurements } from './store/recallMeasurements.ts'
import { recallWritten } from './store/recallWritten.ts'
import { cellName, modelPaths, type StudyCell } from './study/cells.ts'

/**
 * The pipeline, for one cell; `statistics → verdict → report` follow once all cells that a claim speaks of are known.
 *
 *     suite → study → dataset → prompt → tokens → engine → measure → store
 *
 * It goes block by block: exemplars are drawn or written, prompts are rendered, and the store answers or the engine computes.
 * A block depends on nothing but itself, so what a killed run left behind is used, and the result has the same bytes.
 */
export async function measureCell(
  asked: AskedCell,
  instruments: Instruments,
  signal: AbortSignal,
): Promise<MeasuredCell> {
  const { task, dataset, cell } = asked
  const items = dataset.items.slice(0, cell.condition.items)
  if (cell.weights.state === 'random') {
    return { scores: randomCell(identityOf(asked, fingerprint(items.map(({ id }) => id))), items), records: [] }
  }
  const wraps = await wrapsFor(asked, instruments)
  const blocks = await Promise.all(
    inBlocks(items).map((block, index) => measureBlock(block, index, { ...asked, wraps }, instruments, signal)),
  )
  const keys = blocks.map(({ measured }) => measured.fingerprint)
  const identity = identityOf(asked, fingerprint([...keys, ...scoringRule(task, items), ...readingRule(items, asked)]))
  const parts = blocks.map(({ measured, written }) => ({
    measurements: measured.entries,
    cost: costOf(cell, measured, written),
  }))
  return {
    scores: { ...scoreAsked(identity, items, parts, asked), ...writingIn(asked, items, parts) },
    records: blocks.flatMap(({ measured, written }) => (written === undefined ? [measured] : [written, measured])),
  }
}

/** One block of items: what the store knows of it or the engine computes; `index` is its place in the order of its items. */
export async function measureBlock(
  items: readonly Item[],
  index: number,
  asked: AskedCell & { wraps: Wraps },
  instruments: Instruments,
  signal: AbortSignal,
): Promise<MeasuredBlock> {
  const { task, cell, study } = asked
  if (cell.weights.state === 'random') throw new Error(`${task.name} · ${cellName(cell)}: nobody is asked`)
  const about = { task: task.name, cell: cellName(cell), block: index }
  const written = await writtenFor(items, asked, about, instruments, signal)
  signal.throwIfAborted()
  const prompts = askBlock(items, index, asked, written?.entries ?? [])
  const model = modelPaths(cell.weights, cell.model)
  const measured = await recallMeasurements(
    prompts,
    model,
    { asking: askingOf(asked), rules: study },
    about,
    instruments,
  )
  return { measured, written }
}

export interface MeasuredBlock {
  measured: Recalled<Measurement>
  /** The exemplars that a model wrote for the block, where the condition wants that. */
  written: Recalled<Written> | undefined
}

/** The scores of a cell, and the records of the store that they rest on. */
export interface MeasuredCell {
  scores: CellScores
  records: Recalled<Measurement | Written>[]
}

async function writtenFor(
  items: readonly Item[],
  asked: AskedCell & { wraps: Wraps },
  about: { task: string; cell: string; block: number },
  instruments: Instruments,
  signal: AbortSignal,
): Promise<Recalled<Written> | undefined> {
  const {
    study,
    cell: { condition, writer, model },
  } = asked
  if (writer === undefined) return undefined
  signal.throwIfAborted()
  const prompts = askWriter(items, writer.recipe, asked)
  const maxTokens = study.recipes[writer.recipe]?.maxTokens ?? 0
  const paths = modelPaths({ state: 'tuned', ...writer }, model)
  const { exemplars } = condition
  const own = exemplars.from === 'recipe' && exemplars.restatement === 'own' ? ({ restatement: 'own' } as const) : {}
  return recallWritten(prompts, paths, { maxTokens, ...own, rules: study }, about, instruments)
}

/** The wraps of the recipes; the chat templates are those of the models that take part, each for its own recipe. */
export async function wrapsFor(
  { cell: { weights, writer, model }, study }: AskedCell,
  { chat }: Instruments,
): Promise<Wraps> {
  const tuned = [...(weights.state === 'tuned' ? [weights] : []), ...(writer === undefined ? [] : [writer])]
  const chatting = tuned.filter(({ recipe }) => study.recipes[recipe]?.wrap.by === 'chat')
  const templates = chatting.map(async (one) => {
    const template = await chat(modelPaths({ ...one, state: 'tuned' }, model))
    return [one.recipe, template] as const
  })
  return wrapsOf(study.recipes, Object.fromEntries(await Promise.all(templates)))
}

function writingIn(
  { cell: { condition }, dataset }: AskedCell,
  items: readonly Item[],
  blocks: readonly Block[],
): Pick<CellScores, 'writing'> {
  const { exemplars } = condition
  if (exemplars.from !== 'recipe') return {}
  const measurements = blocks.flatMap((block) => block.measurements)
  const pool = [...dataset.exemplars, ...(dataset.training ?? [])]
  return { writing: judgeWriting(items, measurements, pool, { ...condition, exemplars }) }
}

/** Written exemplars are paid for by the model that wrote them, not again by a base model that reads them. */
function costOf(
  { weights }: StudyCell,
  { cost }: Recalled<Measurement>,
  written: Recalled<Written> | undefined,
): TokenCost {
  if (written === undefined || weights.state !== 'tuned') return cost
  return {
    needed: cost.needed + written.cost.needed,
    computed: cost.computed + written.cost.computed,
    naive: cost.naive + written.cost.naive,
  }
}

function identityOf({ task, cell: { condition, model, weights, writer } }: AskedCell, cellFingerprint: string) {
  return {
    task: task.name,
    model: model.name,
    condition: condition.name,
    weights:
      weights.state === 'tuned'
        ? { state: weights.state, recipe: weights.recipe, seed: weights.seed }
        : { state: weights.state },
    ...(writer === undefined ? {} : { writer: { recipe: writer.recipe, seed: writer.seed } }),
    fingerprint: cellFingerprint,
  }
}

/** How measurements become scores, where that is not the one way there was at first; no record of the store depends on it. */
function scoringRule({ metric }: AskedCell['task'], items: readonly Item[]): Plain[] {
  const several = items.flatMap(({ id, references }) => (references === undefined ? [] : [[id, ...references]]))
  return (metric === 'accuracy' || metric === 'exact-match') && several.length === 0 ? [] : [metric, several]
}

function inBlocks(items: readonly Item[]): Item[][] {
  const blocks = Math.ceil(items.length / blockSize)
  return Array.from({ length: blocks }, (_, block) => items.slice(block * blockSize, (block + 1) * blockSize))
}
