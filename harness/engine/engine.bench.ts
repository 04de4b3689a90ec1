import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { Bench } from 'tinybench'
import type { GenerateRequest, ScoreRequest } from './engine.ts'
import { createNaiveEngine } from './naiveEngine.ts'
import { createPackedEngine } from './packedEngine.ts'

/** How fast the engine is, packed against naive in one run: `npx tsx harness/engine/engine.bench.ts [model folder]`. */
async function main(): Promise<void> {
  const base = process.argv[2] ?? defaultModel()
  const threads = availableParallelism()
  const [packed, naive] = [createPackedEngine({ threads }), createNaiveEngine({ threads })]
  const score = fewShot(base)
  const generate = continuations(base)
  console.log(`${base}, ${threads} threads`)
  const bench = new Bench({ iterations: 3, time: 0, warmupIterations: 1, warmupTime: 0 })
  bench.add('packed', () => packed.score(score))
  bench.add('naive', () => naive.score(score))
  bench.add('generate', () => packed.generate(generate))
  await bench.run()
  const { cost } = await packed.score(score)
  const { outputs } = await packed.generate(generate)
  await Promise.all([packed.close(), naive.close()])
  const [once, whole, text] = bench.tasks.map(({ result }) => ('latency' in result ? result.latency.min / 1000 : NaN))
  const written = outputs.reduce((sum, { tokens }) => sum + tokens.length, 0)
  console.log(`packed    ${rate(cost.needed, once)} computed, ${rate(cost.naive, once)} asked for`)
  console.log(`naive     ${rate(cost.naive, whole)}`)
  console.log(
    `ratio     ${((whole ?? NaN) / (once ?? NaN)).toFixed(1)}, with ${(cost.naive / cost.needed).toFixed(1)} times fewer tokens`,
  )
  console.log(`generate  ${rate(written, text)} written`)
}

/** A block of twenty items with four options each, after four exemplars that they share. */
function fewShot(base: string): ScoreRequest {
  const draw = generator(5)
  const exemplars = [1, ...draw(180)]
  const items = Array.from({ length: 20 }, () => [...exemplars, ...draw(45)])
  const sequences = items.flatMap((item) =>
    Array.from({ length: 4 }, () => ({ tokens: [...item, ...draw(2)], from: item.length })),
  )
  return { model: { base }, sequences }
}

/** Twenty prompts continued by a hundred tokens each. */
function continuations(base: string): GenerateRequest {
  const draw = generator(6)
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

function rate(tokens: number, seconds: number | undefined): string {
  return `${Math.round(tokens / (seconds ?? NaN))} tokens/s`
}

await main()
