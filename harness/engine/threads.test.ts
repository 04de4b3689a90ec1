import { existsSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { createPackedEngine } from './packed/packedEngine.ts'
import type { Engine } from './engine.ts'
import { sequence } from './engine.contract.ts'

const fixtures = fileURLToPath(new URL('../../fixtures/', import.meta.url))
const architectures = `${fixtures}oracle/architectures/`
const models = readdirSync(architectures).filter((name) => existsSync(`${architectures}${name}/config.json`))

/** A trie with packs of one row and of many, short and long paths, and one wanted row or all. */
const tokens = (count: number, seed: number): number[] =>
  Array.from({ length: count }, (_, i) => 3 + ((i * 37 + seed) % 90))
const sequences = [
  sequence(tokens(150, 0), 1),
  ...[60, 90, 120].map((cut) => sequence([...tokens(cut, 0), 5, ...tokens(30, cut)], cut + 20)),
  sequence([4, 9], 1),
]

describe.each([
  ['lab', `${fixtures}lab/base`],
  ...models.map((name): [string, string] => [name, architectures + name]),
])('%s', (_, base) => {
  test.each([
    ['', [{ threads: 1 }, { threads: 2 }, { threads: 3 }]],
    ['as a large model ', [1, 2, 3].map((threads) => ({ threads, largeFrom: 0 }))],
  ])('%shas the same bytes on one, two and three threads', async (_, options) => {
    const answers = await withEngines(options, async (engine) => ({
      scores: await engine.score({ model: { base }, sequences }),
      texts: await engine.generate({
        model: { base },
        prompts: [tokens(40, 1), tokens(3, 2), tokens(17, 3)],
        maxTokens: 20,
        stopTokens: [],
        stopStrings: [],
        pieces: [],
      }),
    }))
    for (const answer of answers) expect(answer).toEqual(answers[0])
  })
})

async function withEngines<Answer>(
  options: readonly Parameters<typeof createPackedEngine>[0][],
  ask: (engine: Engine) => Promise<Answer>,
): Promise<Answer[]> {
  const answers: Answer[] = []
  for (const option of options) {
    const engine = createPackedEngine(option)
    answers.push(await ask(engine))
    await engine.close()
  }
  return answers
}
