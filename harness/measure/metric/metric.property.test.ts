import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bleu } from './bleu.ts'
import { chrf } from './chrf.ts'
import { editDistance } from './editDistance.ts'
import { exactMatch, squadExactMatch, triviaExactMatch } from './exactMatch.ts'
import { rouge, rougeL } from './rouge.ts'
import { rougeLsum } from './rougeLsum.ts'
import { squadF1, triviaF1 } from './tokenF1.ts'

const metrics = {
  exactMatch,
  squadExactMatch,
  triviaExactMatch,
  squadF1,
  triviaF1,
  'bleu 13a': bleu('13a'),
  'bleu intl': bleu('intl'),
  'bleu char': bleu('char'),
  'bleu none': bleu('none'),
  chrf: chrf(0),
  'chrf++': chrf(2),
  'rouge-1': rouge(1, true),
  'rouge-2': rouge(2, false),
  'rouge-L': rougeL(true),
  'rouge-Lsum': rougeLsum(false),
  editDistance,
}

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(fc.constantFrom('the', 'a', 'red', 'hat.', 'hats', '-\n', '3,5', '\n', '红', '😀', '&amp;'))
    .map((words) => words.join(' ')),
)
const references = fc.array(text, { minLength: 1, maxLength: 3 })

describe.each(Object.entries(metrics))('%s', (_, metric) => {
  test('scores every item in [0, 1], and a reference no lower than any other text', () => {
    fc.assert(
      fc.property(text, references, (answer, right) => {
        const score = metric.item(metric.statistics(answer, right))
        expect(score).toBeGreaterThanOrEqual(0)
        expect(score).toBeLessThanOrEqual(1)
        const best = Math.max(...right.map((reference) => metric.item(metric.statistics(reference, right))))
        expect(best).toBeGreaterThanOrEqual(score - 1e-12)
      }),
      { numRuns: 60 },
    )
  })

  test('a corpus scores the same in any order of its items', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(text, references), { minLength: 1, maxLength: 6 }), (items) => {
        const rows = items.map(([answer, right]) => metric.statistics(answer, right))
        const [one, other] = [metric.corpus(rows), metric.corpus([...rows].reverse())]
        expect(one.state).toBe(other.state)
        if ('value' in one && 'value' in other) expect(one.value).toBeCloseTo(other.value, 12)
      }),
      { numRuns: 40 },
    )
  })
})

// BLEU is not among them: another reference may be nearer in length, and longer than the answer.
const bestOverReferences = Object.entries(metrics).filter(([name]) => !name.startsWith('bleu'))

test.each(bestOverReferences)('one more reference never lowers an item: %s', (_, metric) => {
  fc.assert(
    fc.property(text, references, text, (answer, right, more) => {
      const before = metric.item(metric.statistics(answer, right))
      expect(metric.item(metric.statistics(answer, [...right, more]))).toBeGreaterThanOrEqual(before)
    }),
    { numRuns: 60 },
  )
})
