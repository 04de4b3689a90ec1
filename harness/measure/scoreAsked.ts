import type { Item } from '../dataset/item.ts'
import { type Defect, defectsFor } from '../suite/defects.ts'
import { askingOf } from './asking.ts'
import type { AskedCell } from './askBlock.ts'
import type { CellScores } from './cell.ts'
import type { Block, Measurement } from './measurement.ts'
import { batchMean } from './metric/batchMean.ts'
import { exactMatch } from './metric/exactMatch.ts'
import { metricOf } from './metric/metricOf.ts'
import { readAnswer } from './readAnswer.ts'
import type { Writer } from './releasedAnswer.ts'
import { type CellIdentity, scoreCell } from './scoreCell.ts'

/**
 * The scores of a cell by the metric of its task, from its blocks in item order: strictly, or as the released experiments read and score
 * what their models write, one switch for each of their defects.
 */
export function scoreAsked(
  identity: CellIdentity,
  items: readonly Item[],
  blocks: readonly Block[],
  asked: Asked,
): CellScores {
  const defects = new Set(actingOn(items, asked))
  const read = blocks.map(({ measurements, cost }, block) => {
    const before = blocks.slice(0, block).reduce((sum, { measurements: own }) => sum + own.length, 0)
    return { cost, measurements: measurements.map((one, index) => reread(one, items[before + index], defects, asked)) }
  })
  const metric = defects.has('list-against-tuple') ? exactMatch : metricOf(asked.task)
  const cell = scoreCell(
    identity,
    defects.has('one-reference') ? items.map((item) => ({ ...item, references: [item.answer.text] })) : items,
    read,
    defects.has('batches-of-ten') ? batchMean(metric, 10) : metric,
  )
  return defects.has('list-against-tuple') ? neverRight(cell) : cell
}

/** What of the defects of a cell changes how the measurements of these items are read; nothing in strict mode. */
export function readingRule(items: readonly Item[], asked: Asked): string[] {
  const defects = actingOn(items, asked)
  return defects.length === 0 ? [] : [...defects, writerOf(asked)]
}

type Asked = Pick<AskedCell, 'task' | 'cell' | 'study'>

function actingOn(items: readonly Item[], asked: Asked): Defect[] {
  const { task, cell, study } = asked
  const isText = askingOf(asked).by === 'text'
  const isChoice = isText && items.some(({ options }) => options.length > 0)
  const acts: Partial<Record<Defect, boolean>> = {
    'two-parsers': isText,
    letters: isChoice && (cell.condition.options ?? '').startsWith('lettered'),
    'deleted-symbols': isText,
    'nine-for-no-number': isText,
    'nearest-option': isChoice,
    'list-against-tuple': true,
    'one-reference': items.some(({ references }) => references !== undefined),
    'batches-of-ten': !metricOf(task).isMean,
  }
  return [...defectsFor(task.name, cell.condition, study)].filter((defect) => acts[defect])
}

function writerOf({ cell: { condition }, study }: Asked): Writer {
  const { weights } = condition
  if (typeof weights === 'string') return 'base'
  return (study.recipes[weights.recipe]?.shots ?? 0) > 0 ? 'samplegen' : 'flan'
}

/** A measurement with the answer that its study takes from what the model wrote. */
function reread(
  measurement: Measurement,
  item: Item | undefined,
  defects: ReadonlySet<Defect>,
  asked: Asked,
): Measurement {
  if (measurement.state === 'scored' || item === undefined || defects.size === 0) return measurement
  const { cue: cued } = asked.cell.condition
  const answer = readAnswer(measurement, { defects, writer: writerOf(asked), cued, options: item.options })
  return { ...measurement, state: answer === '' ? 'unanswered' : 'answered', answer }
}

/** The release compares a list of answers with a tuple of right ones, which are never equal. */
function neverRight(cell: CellScores): CellScores {
  const none = cell.scores.map(() => 0)
  return { ...cell, scores: none, sumScores: none }
}
