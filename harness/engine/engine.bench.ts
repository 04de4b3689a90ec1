import { existsSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Bench } from 'tinybench'
import { createEngineClient } from './client.ts'
import type { GenerateRequest, ScoreRequest } from './engine.ts'
import { forkEngine } from './forkEngine.ts'
import { createNaiveEngine } from './naiveEngine.ts'

/**
 * How fast the engine process is against the naive engine in one run, on all cores, with as many requests under way as a study has:
 * `npx tsx harness/engine/engine.bench.ts [model folder]`.
 */
async function main(): Promise<void> {
  const base = process.argv[2] ?? defaultModel()
  const threads = availableParallelism()
  const child = await forkEngine({ socketPath: join(tmpdir(), `kshot-bench-${process.pid}`), threads })
  const packed = createEngineClient(child)
  const naive = createNaiveEngine({ threads })
  const blocks = Array.from({ length: 2 * threads }, (_, seed) => fewShot(base, seed))
  const texts = Array.from({ length: 2 * threads }, (_, seed) => continuations(base, seed))
  console.log(`${base}, ${threads} threads`)
  const bench = new Bench({ iterations: 3, time: 0, warmupIterations: 1, warmupTime: 0 })
  bench.add('packed', () => Promise.all(blocks.map(packed.score)))
  bench.add('naive', () => Promise.all(blocks.slice(0, 1).map(naive.score)))
  bench.add('generate', () => Promise.all(texts.map(packed.generate)))
  await bench.run()
  const costs = (await Promise.all(blocks.map(packed.score))).map(({ cost }) => cost)
  await Promise.all([packed.close(), naive.close(), child.kill()])
  const [once = NaN, whole = NaN, text = NaN] = bench.tasks.map(({ result }) =>
    'latency' in result ? result.latency.min : NaN,
  )
  const needed = costs.reduce((sum, cost) => sum + cost.needed, 0)
  const asked = costs.reduce((sum, cost) => sum + cost.naive, 0)
  const ratio = asked / once / ((costs[0]?.naive ?? NaN) / whole)
  console.log(`packed    ${rate(needed, once)} computed, ${rate(asked, once)} asked for`)
  console.log(`naive     ${rate(costs[0]?.naive ?? NaN, whole)}`)
  console.log(`ratio     ${ratio.toFixed(1)}, of which ${(asked / needed).toFixed(1)} by computing fewer tokens`)
  console.log(`generate  ${rate(texts.length * 20 * 100, text)} written`)
}

/** A block of twenty items with four options each, after four exemplars that they share. */
function fewShot(base: string, seed: number): ScoreRequest {
  const draw = generator(seed)
  const exemplars = [1, ...draw(180)]
  const items = Array.from({ length: 20 }, () => [...exemplars, ...draw(45)])
  const sequences = items.flatMap((item) =>
    Array.from({ length: 4 }, () => ({ tokens: [...item, ...draw(2)], from: item.length })),
  )
  return { model: { base }, sequences }
}

/** Twenty prompts continued by a hundred tokens each. */
function continuations(base: string, seed: number): GenerateRequest {
  const draw = generator(seed)
  const prompts = Array.from({ length: 20 }, (_, p) => [1, ...draw(60 + p)])
  return { model: { base }, prompts, maxTokens: 100, stopTokens: [], stopStrings: [], pieces: [] }
}

/** Ids from 3 to 299, which every model of the repository has (a linear congruential generator: Numerical Recipes, 1992). */
function generator(seed: number): (count: number) => number[] {
  let state = seed
  return (count) =>
    Array.from({ length: count }, () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0
      return 3 + ((state >>> 8) % 297)
    })
}

function defaultModel(): string {
  const lab = fileURLToPath(new URL('../../fixtures/lab/base', import.meta.url))
  return existsSync(`${lab}/model.safetensors`)
    ? lab
    : fileURLToPath(new URL('../../fixtures/oracle/engine/model', import.meta.url))
}

function rate(tokens: number, milliseconds: number): string {
  return `${Math.round((1000 * tokens) / milliseconds)} tokens/s`
}

await main()
