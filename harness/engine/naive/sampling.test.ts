import { readFileSync } from 'node:fs'
import { afterAll, describe, expect, test } from 'vitest'
import { drawKey, gumbel, promptKey } from '../graph/drawNoise.ts'
import type { Sampling } from '../engine.ts'
import { createGraph } from '../graph/graph.ts'
import { filteredLogits, sampleToken } from './sampling.ts'
import {
  aboveMinP,
  everyId,
  gumbelNoise,
  likelyScores,
  nextTokens,
  rowTotals,
  samplingInputs,
  samplingValues,
  shareCandidates,
} from '../graph/samplingGraph.ts'
import { openSession } from '../session/session.ts'
import type { Values } from '../session/session.ts'

/** What fixtures/oracle/sampling.py wrote: the tokens that the warpers of transformers leave of some logits, and their shares. */
interface Table {
  rows: Record<string, number[]>
  cases: { row: string; setting: Partial<Sampling>; kept: number[]; shares: number[] }[]
}

const { rows, cases } = JSON.parse(
  readFileSync(new URL('../../../fixtures/oracle/engine/sampling.json', import.meta.url), 'utf8'),
) as Table
const titled = cases.map((entry) => ({ ...entry, title: `${entry.row}, ${JSON.stringify(entry.setting)}` }))

/** The filters as the generation graph has them, alone. */
const graph = createGraph()
const scores = graph.input('scores', 'float', ['G', 'V'])
const inputs = samplingInputs(graph)
const likely = likelyScores(graph, scores, inputs)
graph.output('all', aboveMinP(graph, likely, inputs), 'float', ['G', 'V'])
const every = graph.op('Gather', [graph.op('Shape', [scores]), graph.long([1])])
const share = shareCandidates(graph, likely, rowTotals(graph, likely), inputs, every)
graph.output('share', share.scores, 'float', ['G', 'n'])
graph.output('ids', share.ids, 'int32', ['G', 'n'])
const keys = { starts: graph.input('starts', 'int32', ['G', 1]), strides: graph.input('strides', 'int32', ['G', 1]) }
graph.output('noise', gumbelNoise(graph, everyId(graph, scores), keys), 'float', ['G', 'V'])
graph.output('next', nextTokens(graph, scores, inputs, keys), 'int32', ['G'])
const session = await openSession(graph.graph, 1)

afterAll(() => session.release())

async function run(row: readonly number[], sampling: Sampling, { start, stride } = drawKey(promptKey(1, [1]), 0, 0)) {
  const column = (word: number): Values => ({ data: Int32Array.of(word), shape: [1, 1] })
  const feeds = {
    scores: { data: Float32Array.from(row), shape: [1, row.length] },
    ...samplingValues(sampling),
    starts: column(start),
    strides: column(stride),
  }
  const { all, share, ids, noise } = await session.run(feeds, ['all', 'share', 'ids', 'noise'])
  if ((sampling.topP ?? 1) === 1) return { filtered: Array.from(all?.data ?? []), noise: Array.from(noise?.data ?? []) }
  const filtered = row.map(() => -Infinity)
  share?.data.forEach((score, place) => {
    filtered[ids?.data[place] ?? -1] = score
  })
  return { filtered, noise: Array.from(noise?.data ?? []) }
}

describe('the filters leave what the warpers of transformers leave', () => {
  const expectShares = (filtered: readonly number[], kept: number[], shares: number[]): void => {
    expect(filtered.flatMap((score, id) => (score > -Infinity ? [id] : []))).toEqual(kept)
    const total = filtered.reduce((sum, score) => sum + Math.exp(score), 0)
    filtered.forEach((score, id) => {
      expect(Math.abs(Math.exp(score) / total - (shares[id] ?? NaN)), `share of token ${id}`).toBeLessThan(1e-5)
    })
  }

  test.each(titled)('on the host: $title', ({ row, setting, kept, shares }) => {
    const sampling = { temperature: 1, samples: 1, seed: 0, ...setting }
    expectShares([...filteredLogits(Float32Array.from(rows[row] ?? []), sampling)], kept, shares)
  })

  test.each(titled)('in the graph: $title', async ({ row, setting, kept, shares }) => {
    const { filtered } = await run(rows[row] ?? [], { temperature: 1, samples: 1, seed: 0, ...setting })
    expectShares(filtered, kept, shares)
  })
})

test('texts whose likeliest tokens hold the share of top-p are drawn beside others as on the host', async () => {
  const size = 500
  const noise = (row: number, id: number): number => gumbel({ start: 1000 * row + 7, stride: 2 * row + 1 }, id)
  const logits = Array.from({ length: 12 }, (_, row) =>
    Float32Array.from({ length: size }, (_, id) => (row % 3 === 0 ? 0.2 : 4) * noise(row, id)),
  )
  const sampling = { temperature: 0.9, topP: 0.8, minP: 0.001, samples: 1, seed: 0 }
  const drawKeys = logits.map((_, row) => drawKey(promptKey(3, [row]), 0, 0))
  const column = (words: number[]): Values => ({ data: Int32Array.from(words), shape: [words.length, 1] })
  const feeds = {
    scores: { data: Float32Array.from(logits.flatMap((row) => [...row])), shape: [logits.length, size] },
    ...samplingValues(sampling),
    starts: column(drawKeys.map(({ start }) => start)),
    strides: column(drawKeys.map(({ stride }) => stride)),
  }
  const { next } = await session.run(feeds, ['next'])
  const wanted = logits.map((row, i) => sampleToken(row, sampling, drawKeys[i] ?? { start: 0, stride: 1 }))
  expect(Array.from(next?.data ?? [])).toEqual(wanted)
})

describe('the noise of a draw', () => {
  const plain = { temperature: 1, samples: 1, seed: 0 }
  const ids = Array.from({ length: 100_000 }, () => 0)
  const key = drawKey(promptKey(2 ** 40 + 3, [5, 6]), 1, 2)

  test('is the same on the host and in the graph', async () => {
    const { noise } = await run(ids, plain, key)
    noise.forEach((value, id) => {
      const wanted = gumbel(key, id)
      // Very low noise never decides a draw; there float32 has few digits left of the uniform number's distance from 1.
      if (wanted > -1.8) expect(Math.abs(value - wanted), `token ${id}`).toBeLessThan(1e-5)
      else expect(value).toBeLessThan(-1.7)
    })
  })

  test('is Gumbel distributed: its mean, variance and largest value are those of 100 000 such numbers', () => {
    const values = ids.map((_, id) => gumbel(key, id))
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
    expect(mean).toBeCloseTo(0.5772, 1)
    expect(variance).toBeCloseTo(Math.PI ** 2 / 6, 1)
    expect(Math.max(...values)).toBeGreaterThan(Math.log(values.length) - 2)
  })

  test('depends on seed, prompt, sample and step', () => {
    const words = [
      drawKey(promptKey(1, [1, 2]), 0, 0),
      drawKey(promptKey(2, [1, 2]), 0, 0),
      drawKey(promptKey(1 + 2 ** 32, [1, 2]), 0, 0),
      drawKey(promptKey(1, [2, 1]), 0, 0),
      drawKey(promptKey(1, [1, 2, 0]), 0, 0),
      drawKey(promptKey(1, [1, 2]), 1, 0),
      drawKey(promptKey(1, [1, 2]), 0, 1),
    ]
    expect(new Set(words.map(({ start }) => start)).size).toBe(words.length)
    expect(new Set(words.map(({ stride }) => stride)).size).toBe(words.length)
  })
})
