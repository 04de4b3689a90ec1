import type { Item } from '../dataset/item.ts'
import { type AskedCell, type AskedItem, askDraft, draftBlock } from '../measure/askBlock.ts'
import { blockSize } from '../prompt/drawExemplars.ts'
import type { Wraps } from '../prompt/wrap.ts'
import { type Draft, renderDraft } from '../rewrite/draft.ts'
import { applyPlan, asksOther, planWords } from '../rewrite/plan.ts'
import { isRewrite } from '../rewrite/plansUnder.ts'
import type { RewriteName } from '../rewrite/registry.ts'
import type { Change } from '../rewrite/rewrite.ts'

/** An item, as `task#id`, and how its prompt is rewritten; plain JSON. */
export type PromptCase = {
  item: string
  plan: readonly { rewrite: RewriteName; changes: readonly Change[] }[]
}

/** One task as its condition asks it; `others` are rows of other tasks, which rewrites may show. */
export type Subject = AskedCell & { wraps: Wraps; items: readonly Item[]; others: readonly Item[] }

/** A case with both of its prompts. */
export interface Rewritten {
  subject: Subject
  /** The block of its task that the item is in, from 0, and its place there. */
  block: number
  index: number
  before: Draft
  after: Draft
  isChanged: boolean
  /** Both prompts as the model is asked. */
  asWritten: AskedItem
  asked: AskedItem
  /** Equal for cases that put the same question. */
  key: string
}

/** Names of all items of some tasks. */
export const itemNames = (subjects: readonly Subject[]): string[] =>
  subjects.flatMap(({ task, items }) => items.map(({ id }) => nameOf(task.name, id)))

/** Makes the prompts of cases; each block is drafted once, and each case. Throws where `applyPlan` does, and for an unknown item. */
export function rewrittenPrompts(subjects: readonly Subject[]): (one: PromptCase) => Rewritten {
  const places = new Map(
    subjects.flatMap((subject) =>
      subject.items.map(({ id }, index) => [nameOf(subject.task.name, id), { subject, index }] as const),
    ),
  )
  const blocks = new Map<string, { draft: Draft; asked: AskedItem }[]>()
  const draftsOf = (subject: Subject, block: number) => {
    const name = `${subject.task.name}#${block}`
    const drafts =
      blocks.get(name) ??
      draftBlock(blockOf(subject, block), block, subject, []).map((drafted) => {
        const draft = { ...drafted, others: subject.others }
        return { draft, asked: askDraft(draft) }
      })
    blocks.set(name, drafts)
    return drafts
  }
  const made = new Map<string, Rewritten>()
  return (one) => {
    const name = JSON.stringify(one)
    const known = made.get(name)
    if (known !== undefined) return known
    const place = places.get(one.item)
    if (place === undefined) throw new Error(`${one.item}: the tasks have no such item`)
    const { subject } = place
    const block = Math.floor(place.index / blockSize)
    const index = place.index % blockSize
    const own = draftsOf(subject, block)[index]
    if (own === undefined) throw new Error(`${one.item}: its block was not drafted`)
    const { draft: before, asked: asWritten } = own
    const after = applyPlan(before, one.plan)
    const asked = askDraft(after)
    const { text, continuations } = asked.prompt
    const key = JSON.stringify([one.item, text, continuations])
    const isChanged = asksOther(asWritten.prompt, asked.prompt)
    const rewritten = { subject, block, index, before, after, isChanged, asWritten, asked, key }
    made.set(name, rewritten)
    return rewritten
  }
}

/** The items that are drafted, computed and stored together. */
export const blockOf = ({ items }: Subject, block: number) => items.slice(block * blockSize, (block + 1) * blockSize)

const nameOf = (task: string, id: string) => `${task}#${id}`

/** A case as a person reads it. */
export interface PromptPair {
  task: string
  item: string
  source: { file: string; line: number }
  /** Text of the right answer. */
  right: string
  /** The changes in the fewest words. */
  words: string
  before: string
  after: string
}

/** Both prompts of a case, and what is between them. */
export function promptPair({ subject, before, after }: Rewritten, { plan }: PromptCase): PromptPair {
  const { id, source, answer } = before.item
  return {
    task: subject.task.name,
    item: id,
    source,
    right: answer.text,
    words: planWords(before, plan),
    before: renderDraft(before).text,
    after: renderDraft(after).text,
  }
}

/** Whether something that was read is a case. */
export function isPromptCase(value: unknown): value is PromptCase {
  if (!isRecord(value) || typeof value['item'] !== 'string' || !Array.isArray(value['plan'])) return false
  const plan: readonly unknown[] = value['plan']
  return plan.every(
    (step) =>
      isRecord(step) &&
      typeof step['rewrite'] === 'string' &&
      isRewrite(step['rewrite']) &&
      Array.isArray(step['changes']) &&
      step['changes'].every(isChange),
  )
}

const isChange = (value: unknown) =>
  isRecord(value) && Object.values(value).every((part) => typeof part === 'string' || typeof part === 'number')

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
