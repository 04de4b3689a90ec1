import { describe, expect, test } from 'vitest'
import { families, inFolder, read } from '../../fixtures/oracle/family.ts'
import { loadTokenizer } from './tokenizer.ts'

const { texts, families: tables } = read('ids.json') as {
  texts: string[]
  families: Record<
    string,
    {
      /** Ids before every text. */
      front: number[]
      ids: number[][]
      /** Null where decoding gives the text back. */
      decoded: (string | null)[]
      scattered: { ids: number[]; decoded: string }[]
    }
  >
}

describe.each(families)('the tokenizer of $name', (family) => {
  const tokenizer = inFolder(family, loadTokenizer)
  const table = tables[family.name] ?? { front: [], ids: [], decoded: [], scattered: [] }

  test('gives every text the ids of transformers', () => {
    expect(table.ids).toHaveLength(texts.length)
    const wrong = texts.flatMap((text, i) => different(text, tokenizer.encodeAlone(text), table.ids[i]))
    expect(wrong).toEqual([])
  })

  test('puts the tokens of the checkpoint before a text, once', () => {
    const own = texts.flatMap((text, i) =>
      different(text, tokenizer.encode(text), [
        ...(text.startsWith('<s>') ? [] : table.front),
        ...(table.ids[i] ?? []),
      ]),
    )
    expect(own).toEqual([])
  })

  test('gives every list of ids the text of transformers', () => {
    const own = texts.flatMap((text, i) =>
      different(text, tokenizer.decode(table.ids[i] ?? []), table.decoded[i] ?? text),
    )
    const scattered = table.scattered.flatMap(({ ids, decoded }) => different(ids, tokenizer.decode(ids), decoded))
    expect([...own, ...scattered]).toEqual([])
  })

  test('has pieces that are, joined, the text of the ids', () => {
    const joined = (ids: readonly number[]): string =>
      Buffer.from(ids.map((id) => tokenizer.pieces[id]).join(''), 'latin1').toString('utf8')
    const wrong = texts.flatMap((text, i) => {
      const ids = table.ids[i] ?? []
      const decoded = table.decoded[i] ?? text
      const whole = joined(ids)
      // Spaces that decoding strips from the front of a text are there in its pieces.
      return whole.trimStart() === decoded.trimStart() || decoded.includes('\ufffd') ? [] : [[text, whole, decoded]]
    })
    expect(wrong).toEqual([])
  })
})

function different<T>(of: unknown, actual: T, expected: T | undefined): unknown[] {
  return JSON.stringify(actual) === JSON.stringify(expected) ? [] : [{ of, actual, expected }]
}
