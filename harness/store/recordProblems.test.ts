import { expect, test } from 'vitest'
import type { Item } from '../dataset/item.ts'
import { formatProblems } from '../suite/problem.ts'
import { recordProblems } from './recordProblems.ts'

const file = { path: '/suites/release.gate.yaml', text: '', at: () => ({ line: 4, column: 21 }) }
const task = (name: string) => ({ name, metric: 'exact-match' as const, maxTokens: 24 })
const items = ['a', 'b', 'c', 'd'].map((id): Item => ({
  id,
  fields: [],
  instructions: [],
  options: [],
  answer: { text: 'yes' },
  source: { file: 'rows.jsonl', line: 1 },
}))
const gated = { task: task('misc/sum'), dataset: { items }, blocks: [items.slice(0, 2), items.slice(2, 3)] }
const recorded = (ids: string[], hash = 'h', rest = {}) => ({
  tasks: [
    {
      task: 'misc/sum',
      metric: 'exact-match',
      maxTokens: 24,
      items: ids.map((id) => [id, 1, hash] as [string, number, string]),
      ...rest,
    },
  ],
})
const hashes = [['h', 'h', 'h']]

test('a record of the same items fits, also where it has more of the rows than the gate may ask', () => {
  expect(recordProblems(file, recorded(['a', 'b', 'c']), [gated], hashes)).toEqual([])
  expect(recordProblems(file, recorded(['a', 'b', 'c', 'd']), [gated], hashes)).toEqual([])
})

test('what does not fit is refused by name', () => {
  const records = [
    { tasks: [] },
    recorded(['a', 'b', 'c'], 'h', { metric: 'rouge-l' }),
    recorded(['a', 'b', 'c'], 'h', { maxTokens: 96 }),
    recorded(['a', 'b', 'z']),
    recorded(['a', 'b', 'c'], 'g'),
  ]
  const problems = records.flatMap((record) => recordProblems(file, record, [gated], hashes))
  expect(formatProblems(problems, '/suites')).toMatchInlineSnapshot(`
    "release.gate.yaml:4:21: \`baseline.record\` has no outcomes of misc/sum
      expected  every task that the gate asks
      found     no tasks
      to do     Restore the task file, its rows and study.yaml as they were, or save the baseline again
                with \`npx kshot baseline save\`.

    release.gate.yaml:4:21: \`baseline.record\` scored misc/sum otherwise
      expected  exact-match of at most 24 tokens
      found     rouge-l of at most 24 tokens
      to do     Restore the task file, its rows and study.yaml as they were, or save the baseline again
                with \`npx kshot baseline save\`.

    release.gate.yaml:4:21: \`baseline.record\` scored misc/sum otherwise
      expected  exact-match of at most 24 tokens
      found     exact-match of at most 96 tokens
      to do     Restore the task file, its rows and study.yaml as they were, or save the baseline again
                with \`npx kshot baseline save\`.

    release.gate.yaml:4:21: \`baseline.record\` has other items of misc/sum
      expected  the 3 items that are asked
      found     not in it: c; only in it: z
      to do     Restore the task file, its rows and study.yaml as they were, or save the baseline again
                with \`npx kshot baseline save\`.

    release.gate.yaml:4:21: \`baseline.record\` was asked otherwise about misc/sum
      expected  the same prompt, options and answers of every item, to the letter
      found     3 of 3 items differ: a, b, c
      to do     Restore the task file, its rows and study.yaml as they were, or save the baseline again
                with \`npx kshot baseline save\`."
  `)
})
