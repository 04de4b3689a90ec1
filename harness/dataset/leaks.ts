import path from 'node:path'
import type { Problem } from '../suite/problem.ts'
import { shown } from '../suite/words.ts'
import type { Item } from './item.ts'
import { problemInRow, type Row } from './readRows.ts'

/** The exemplars that are also test items: an answer shown in the prompt is not an answer given. `rows` are the exemplars' own. */
export function leakProblems(items: readonly Item[], exemplars: readonly Item[], rows: readonly Row[]): Problem[] {
  const byWords = new Map(items.map((item) => [words(item), item]))
  const rowOf = new Map(rows.map((row) => [row.line, row]))
  return exemplars.flatMap((exemplar) => {
    const twin = byWords.get(words(exemplar))
    const row = rowOf.get(exemplar.source.line)
    return twin === undefined || row === undefined ? [] : [leak(row, exemplar, twin)]
  })
}

/** The same question is the same item, whatever its id, its options and its answer. */
const words = ({ fields }: Item) => JSON.stringify(fields.map(({ value }) => value))

function leak(row: Row, exemplar: Item, twin: Item): Problem {
  return problemInRow(row, 'id', {
    what: 'the exemplar is also a test item',
    expected: 'exemplars that share no item with the test rows: the prompt would show the answer',
    found: `${shown(exemplar.id)}, the same words as ${shown(twin.id)} in ${path.basename(twin.source.file)}:${twin.source.line}`,
    todo: 'Delete it from the exemplars.',
  })
}
