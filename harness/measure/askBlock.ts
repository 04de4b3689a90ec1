import { createHash } from 'node:crypto'
import type { Dataset, Item } from '../dataset/item.ts'
import { drawExemplars } from '../prompt/drawExemplars.ts'
import { type Prompt, renderRequest, type Shown } from '../prompt/renderPrompt.ts'
import { withoutPeriods } from '../prompt/strippedPeriods.ts'
import type { Wraps } from '../prompt/wrap.ts'
import { type Draft, draftOf, renderDraft } from '../rewrite/draft.ts'
import type { StudyCell } from '../study/cells.ts'
import { defectsFor } from '../suite/defects.ts'
import type { Study } from '../suite/study.ts'
import type { Task } from '../suite/task.ts'
import type { PromptRecord } from './measurement.ts'
import type { Written } from './writeExemplars.ts'

/** An item together with the words it is asked in. */
export interface AskedItem {
  item: Item
  prompt: Prompt
  /** The part of its measurement that says how it was asked. */
  record: PromptRecord
}

/** One task under one condition of a study, with its rows. */
export interface AskedCell {
  task: Task
  dataset: Dataset
  cell: StudyCell
  study: Study
}

/** Renders the prompts of one block of items; `written` holds what a model wrote as exemplars, one an item, where the condition wants that. */
export function askBlock(
  items: readonly Item[],
  block: number,
  asked: AskedCell & { wraps: Wraps },
  written: readonly Written[],
): AskedItem[] {
  return draftBlock(items, block, asked, written).map((draft, index) => {
    const own = written[index]
    return { ...askDraft(draft, own), item: items[index] ?? draft.item }
  })
}

/** The same prompts before they are text, as rewrites change them. */
export function draftBlock(
  items: readonly Item[],
  block: number,
  asked: AskedCell & { wraps: Wraps },
  written: readonly Written[],
): Draft[] {
  const { cell, wraps, dataset } = asked
  const display = displayOf(asked)
  const drawn: Shown = drawnFor(block, asked)
  return items.map((item, index) => {
    const own = written[index]
    const shown: Shown = own === undefined ? drawn : { from: 'recipe', written: own.text }
    return draftOf(display(item), cell.condition, wraps, shown, { dataset })
  })
}

/** An item in the words of its draft, rewritten or not. */
export function askDraft(draft: Draft, written?: Written): AskedItem {
  const { text, opening, continuations, exemplars } = renderDraft(draft)
  const sha = createHash('sha256').update(text).digest('hex').slice(0, 16)
  return {
    item: draft.item,
    prompt: { text, opening, continuations, exemplars },
    record: { sha, exemplars, ...(written === undefined ? {} : { written }) },
  }
}

function drawnFor(block: number, asked: AskedCell): Shown {
  const { task, dataset, cell, study } = asked
  const { exemplars } = cell.condition
  if (exemplars.from === 'none' || exemplars.from === 'recipe') return { from: 'none' }
  const { from } = exemplars
  // Answers of other tasks are not those that the pool's own task is balanced over.
  const balance = from === 'gold' ? (task.exemplars?.balance ?? 'none') : 'none'
  const draw = { seed: study.seed, task: task.name, block, balance, shots: exemplars.shots }
  const isFromTests = from === 'gold' && defectsFor(task.name, cell.condition, study).has('test-exemplars')
  const pool = isFromTests ? dataset.items : dataset.exemplars
  return { from, exemplars: drawExemplars(pool, draw).map(displayOf(asked)) }
}

/** What the model that writes the exemplars of a cell is given, for each item. */
export function askWriter(
  items: readonly Item[],
  recipe: string,
  asked: AskedCell & { wraps: Wraps },
): Pick<Prompt, 'text' | 'opening'>[] {
  return items.map(displayOf(asked)).map((item) => renderRequest(item, asked.wraps, recipe, asked.cell.condition))
}

function displayOf({ task, cell, study }: AskedCell): (item: Item) => Item {
  return defectsFor(task.name, cell.condition, study).has('stripped-periods') ? withoutPeriods : (item) => item
}
