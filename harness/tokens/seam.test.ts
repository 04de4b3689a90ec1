import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { families, inFolder, read } from '../../fixtures/oracle/family.ts'
import { joinSeams, type Seam } from './seam.ts'
import { loadTokenizer } from './tokenizer.ts'

const tokenizer = loadTokenizer(fileURLToPath(new URL('../../fixtures/oracle/engine/model', import.meta.url)))
const item = { name: 'nli/kind#1', context: 'Premise 1: x\nAnswer Solution:' }

test('the scored tail is the continuation, and the rest the context', () => {
  const sequences = joinSeams(tokenizer, { ...item, continuations: [' yes', ' no', '\nmaybe'] }, 'whole')
  expect(sequences.map(({ tokens, from }) => tokenizer.decode(tokens.slice(from)))).toEqual([' yes', ' no', '\nmaybe'])
  for (const { tokens, from } of sequences) expect(tokens.slice(0, from)).toEqual(tokenizer.encode(item.context))
})

test('context and continuation have the ids of the joined text', () => {
  const text = fc.string({ maxLength: 30 })
  fc.assert(
    fc.property(text, text, (start, end) => {
      const context = `${start}:`
      const [sequence] = joinSeams(tokenizer, { name: 'any', context, continuations: [` ${end}.`] }, 'whole')
      expect(sequence?.tokens).toEqual(tokenizer.encode(`${context} ${end}.`))
      expect(sequence?.from).toBe(tokenizer.encode(context).length)
    }),
  )
})

test('a tokenizer without proven cuts gives the same sequences', () => {
  const whole = { ...tokenizer, lastCut: () => 0 }
  const continuations = [' yes', ' no']
  expect(joinSeams(whole, { ...item, continuations }, 'whole')).toEqual(
    joinSeams(tokenizer, { ...item, continuations }, 'whole'),
  )
})

test('an option that shares a token with the prompt is refused by item and text', () => {
  expect(() =>
    joinSeams(tokenizer, { name: item.name, context: 'Answer Solutio', continuations: ['n'] }, 'whole'),
  ).toThrow(/nli\/kind#1: option "n" shares a token with the prompt's end "Answer Solutio"/)
})

test('an option without a token is refused', () => {
  expect(() => joinSeams(tokenizer, { ...item, continuations: [''] }, 'whole')).toThrow(
    /option "" has no token of its own/,
  )
})

test('an option with nothing before it is refused', () => {
  const bare = { ...tokenizer, encode: tokenizer.encodeRest }
  expect(() => joinSeams(bare, { name: 'a', context: '', continuations: ['x'] }, 'whole')).toThrow(
    /nothing stands before option "x"/,
  )
})

describe.each(families)('with the tokenizer of $name', (family) => {
  const own = inFolder(family, loadTokenizer)
  const table = read('seams.json') as {
    contexts: string[]
    continuations: string[]
    /** A pair of context's and continuation's ids for each of them. */
    families: Record<string, Record<'whole' | 'apart', [number[], number[]][][]>>
  }
  const cases = (kind: 'whole' | 'apart') =>
    table.contexts.flatMap((context, c) =>
      table.continuations.map((continuation, o) => {
        const [before = [], after = []] = table.families[family.name]?.[kind][c]?.[o] ?? []
        return { context, continuation, before, after }
      }),
    )
  const join = (context: string, continuation: string, seam: Seam): unknown => {
    try {
      const [joined] = joinSeams(own, { name: 'i', context, continuations: [continuation] }, seam)
      return { tokens: joined?.tokens, from: joined?.from }
    } catch (error) {
      return error instanceof Error ? error.message.replace(/^i: (option )?/, '') : error
    }
  }

  test.each([
    ['lm-eval', 'whole'],
    ['apart', 'apart'],
  ] as const)('seam %s cuts where lm-evaluation-harness cuts, and refuses what it cannot score', (seam, kind) => {
    const wrong = cases(kind).filter(({ context, continuation, before, after }) => {
      const found = join(context, continuation, seam)
      if (after.length === 0) return !String(found).includes('has no token of its own')
      if (before.length === 0) return !String(found).includes('nothing stands before')
      return JSON.stringify(found) !== JSON.stringify({ tokens: [...before, ...after], from: before.length })
    })
    expect(wrong).toEqual([])
  })

  test('seam whole is the same, and refuses exactly the options whose whole does not begin with the context', () => {
    const wrong = cases('whole').filter(({ context, continuation, before }) => {
      const isShared = before.some((id, i) => id !== own.encode(context + continuation)[i])
      const found = join(context, continuation, 'whole')
      if (isShared) return !String(found).includes('shares a token')
      return JSON.stringify(found) !== JSON.stringify(join(context, continuation, 'lm-eval'))
    })
    expect(wrong).toEqual([])
  })
})
