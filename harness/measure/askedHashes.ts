import { createHash } from 'node:crypto'
import type { Item } from '../dataset/item.ts'
import { renderRequest } from '../prompt/renderPrompt.ts'
import type { Wraps } from '../prompt/wrap.ts'
import { type AskedCell, askBlock } from './askBlock.ts'

/**
 * What a model is asked about each item of a block: the first 16 hex digits of the SHA-256 of the prompt. Where a model writes its own
 * exemplars it is the prompt that it writes them from: the rest is its own doing.
 */
export function askedHashes(items: readonly Item[], block: number, asked: AskedCell & { wraps: Wraps }): string[] {
  const { writer } = asked.cell
  if (writer === undefined) return askBlock(items, block, asked, []).map(({ record }) => record.sha)
  return items.map((item) =>
    createHash('sha256')
      .update(renderRequest(item, asked.wraps, writer.recipe).text)
      .digest('hex')
      .slice(0, 16),
  )
}
