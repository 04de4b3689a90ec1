import path from 'node:path'
import type { Problem } from '../suite/problem.ts'
import { shown } from '../suite/words.ts'
import type { Item } from './item.ts'
import { problemInRow, type Row } from './readRows.ts'

/** What the answer to a test item would be given away by. */
const GIVEN_AWAY = {
  exemplar: 'the prompt would show the answer',
  'training row': 'the model would be tuned on the answer',
}

/** The exemplars or training rows that are also test items: an answer shown is not an answer given. `rows` are their own. */
export function leakProblems(
  items: readonly Item[],
  apart: readonly Item[],
  { rows, called }: { rows: readonly Row[]; called: keyof typeof GIVEN_AWAY },
): Problem[] {
  const byWords = new Map(items.map((item) => [words(item), item]))
  const rowOf = new Map(rows.map((row) => [row.line, row]))
  return apart.flatMap((item) => {
    const twin = byWords.get(words(item))
    const row = rowOf.get(item.source.line)
    if (twin === undefined || row === undefined) return []
    return [
      problemInRow(row, 'id', {
        what: `the ${called} is also a test item`,
        expected: `${called}s that share no item with the test rows: ${GIVEN_AWAY[called]}`,
        found: `${shown(item.id)}, the same words as ${shown(twin.id)} in ${path.basename(twin.source.file)}:${twin.source.line}`,
        todo: `Delete it from the ${called}s.`,
      }),
    ]
  })
}

/** The same question is the same item, whatever its id, its options and its answer. */
export const words = ({ fields }: Pick<Item, 'fields'>) => JSON.stringify(fields.map(({ value }) => value))
