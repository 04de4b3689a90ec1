import type { Item } from '../dataset/item.ts'

/** An item for tests: a question with one field and no options, unless the parts say otherwise. */
export function itemWith(parts: Partial<Item>): Item {
  const id = parts.id ?? 'item-1'
  return {
    id,
    fields: [{ label: 'Question', value: `the question of ${id}` }],
    instructions: [`Answer the question of ${id}.`],
    options: [],
    answer: { text: 'yes' },
    source: { file: '/rows.jsonl', line: 1 },
    ...parts,
  }
}
