import { afterAll, expect, test } from 'vitest'
import { smallModel } from './engine.contract.ts'
import type { Sampling } from './engine.ts'
import { createNaiveEngine } from './naive/naiveEngine.ts'
import { createPackedEngine } from './packed/packedEngine.ts'
import { filteredLogits } from './naive/sampling.ts'

const packed = createPackedEngine({ threads: 1 })
const naive = createNaiveEngine({ threads: 1 })
const prompt = [1, 40, 41]
const vocabulary = Array.from({ length: 300 }, (_, id) => id)
const samples = 10_000

afterAll(() => Promise.all([packed.close(), naive.close()]))

/** Exact probabilities of the token after some tokens, filtered: from the naive engine's log-probabilities. */
async function shares(tokens: readonly number[], sampling: Sampling): Promise<number[]> {
  const sequences = vocabulary.map((id) => ({ tokens: [...tokens, id], from: tokens.length }))
  const { spans } = await naive.score({ model: smallModel, sequences })
  const scores = [
    ...filteredLogits(
      Float32Array.from(spans, ({ logprobs }) => logprobs[0] ?? NaN),
      sampling,
    ),
  ]
  const total = scores.reduce((sum, score) => sum + Math.exp(score), 0)
  return scores.map((score) => Math.exp(score) / total)
}

async function texts(sampling: Sampling, maxTokens: number): Promise<number[][]> {
  const none = { stopTokens: [], stopStrings: [], pieces: [] }
  const { outputs } = await packed.generate({ model: smallModel, prompts: [prompt], maxTokens, ...none, sampling })
  return outputs.map(({ tokens }) => tokens)
}

/** How far counts are from what is expected of them, in standard deviations of chi-square; rare outcomes count as one. */
function deviation(counts: ReadonlyMap<string, number>, expected: ReadonlyMap<string, number>): number {
  const common = [...expected].filter(([, wanted]) => wanted >= 10)
  const cells = common.map(([outcome, wanted]) => ({ wanted, found: counts.get(outcome) ?? 0 }))
  const rare = {
    wanted: samples - cells.reduce((sum, { wanted }) => sum + wanted, 0),
    found: samples - cells.reduce((sum, { found }) => sum + found, 0),
  }
  const all = rare.wanted >= 10 ? [...cells, rare] : cells
  const square = all.reduce((sum, { wanted, found }) => sum + (found - wanted) ** 2 / wanted, 0)
  return (square - (all.length - 1)) / Math.sqrt(2 * (all.length - 1))
}

function counted(outcomes: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const outcome of outcomes) counts.set(outcome, (counts.get(outcome) ?? 0) + 1)
  return counts
}

test.each<[string, Omit<Sampling, 'samples'>]>([
  ['all tokens', { temperature: 1, seed: 1 }],
  ['a temperature', { temperature: 1.8, seed: 2 }],
  ['top-k', { temperature: 1, topK: 12, seed: 3 }],
  ['top-p', { temperature: 1.5, topP: 0.8, seed: 4 }],
  ['min-p', { temperature: 1, minP: 0.05, seed: 5 }],
])('10 000 draws have the probabilities of the model: %s', async (_, settings) => {
  const sampling = { ...settings, samples }
  const expected = (await shares(prompt, sampling)).map((share) => share * samples)
  const found = (await texts(sampling, 1)).map(([token]) => token ?? -1)
  expect(found.every((token) => (expected[token] ?? 0) > 0)).toBe(true)
  const wanted = new Map(expected.map((count, id) => [String(id), count]))
  expect(deviation(counted(found.map(String)), wanted)).toBeLessThan(4)
})

test('the second token is drawn independently of the first: 10 000 pairs have the product of the probabilities', async () => {
  const sampling = { temperature: 1, topK: 6, seed: 6, samples }
  const first = await shares(prompt, sampling)
  const wanted = new Map<string, number>()
  for (const [id, share] of first.entries()) {
    if (share === 0) continue
    const second = await shares([...prompt, id], sampling)
    second.forEach((next, after) => {
      if (next > 0) wanted.set(`${id} ${after}`, share * next * samples)
    })
  }
  const found = (await texts(sampling, 2)).map((tokens) => tokens.join(' '))
  expect(deviation(counted(found), wanted)).toBeLessThan(4)
})
