import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { loadTokenizer } from '../tokens/tokenizer.ts'
import type { GenerateRequest, GenerateResult, ScoreRequest } from './engine.ts'
import { createPackedEngine } from './packed/packedEngine.ts'

/**
 * What generation costs against scoring the same tokens, on one thread in one run: `npx tsx harness/engine/generation.bench.ts [model folder]`.
 * The best of several rounds counts, in each of which both are measured, in processor time: what else the machine does changes it little.
 */
async function main(): Promise<void> {
  const base = process.argv[2] ?? fileURLToPath(new URL('../../fixtures/lab/base', import.meta.url))
  const engine = createPackedEngine({ threads: 1 })
  console.log(`${base}, 1 thread, milliseconds of processor time`)
  console.log('                         prefill  generate  score  ratio  tokens needed  computed  written')
  for (const [name, request] of Object.entries(workloads(base))) {
    const first = await engine.generate(request)
    const score = scored(request, first)
    const prefill = { ...request, maxTokens: 1 }
    const best = { prefill: Infinity, generate: Infinity, score: Infinity }
    for (let round = 0; round < rounds; round++) {
      best.prefill = Math.min(best.prefill, await timed(() => engine.generate(prefill)))
      best.generate = Math.min(best.generate, await timed(() => engine.generate(request)))
      best.score = Math.min(best.score, await timed(() => engine.score(score)))
    }
    const { needed, computed } = first.cost
    const written = first.outputs.reduce((sum, { tokens }) => sum + tokens.length, 0)
    const cells = [
      best.prefill.toFixed(1).padStart(7),
      best.generate.toFixed(1).padStart(9),
      best.score.toFixed(1).padStart(6),
      (best.generate / best.score).toFixed(2).padStart(6),
      String(needed).padStart(14),
      `${(computed / needed).toFixed(3)} ×`.padStart(9),
      String(written).padStart(8),
    ]
    console.log(`${name.padEnd(24)} ${cells.join(' ')}`)
  }
  await engine.close()
}

const rounds = 5

function workloads(base: string): Record<string, GenerateRequest> {
  const { encode, eosIds, pieces } = loadTokenizer(base)
  const toEnd = { model: { base }, stopTokens: eosIds, stopStrings: ['\n'], pieces }
  const free = { model: { base }, stopTokens: [], stopStrings: [], pieces: [] }
  const fewShot = fewShotPrompts().map((text) => encode(text))
  const draw = generator(1)
  const random = (count: number, length: (p: number) => number): number[][] =>
    Array.from({ length: count }, (_, p) => [1, ...draw(length(p))])
  const sampling = { temperature: 0.8, samples: 5, seed: 1 }
  return {
    '20 answers to a line': { ...toEnd, prompts: fewShot, maxTokens: 24 },
    '20 answers of 24 tokens': { ...free, prompts: fewShot, maxTokens: 24 },
    '20 texts of 100': { ...free, prompts: random(20, (p) => 60 + p), maxTokens: 100 },
    '200 texts to a line': { ...toEnd, prompts: random(200, (p) => 10 + (p % 37)), maxTokens: 24 },
    '1 text of 100': { ...free, prompts: random(1, () => 60), maxTokens: 100 },
    '20 × 5 draws of 24': { ...free, prompts: fewShot, maxTokens: 24, sampling },
    '20 × 5, top-k 50': { ...free, prompts: fewShot, maxTokens: 24, sampling: { ...sampling, topK: 50 } },
    '20 × 5, top-p 0.9': { ...free, prompts: fewShot, maxTokens: 24, sampling: { ...sampling, topP: 0.9 } },
  }
}

/** Twenty questions after the same four exemplars, as a block of the lab asks them. */
function fewShotPrompts(): string[] {
  const file = new URL('../../fixtures/lab/golden-prompts.jsonl', import.meta.url)
  if (!existsSync(file))
    throw new Error(`${fileURLToPath(file)} is missing: the prompts of this benchmark are the lab's`)
  const golden = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { exemplars: string[]; form: string; text: string })
  const long = golden.find(({ exemplars }) => exemplars.length === 4)?.text ?? ''
  const exemplars = long.slice(0, long.lastIndexOf('Solution:\n'))
  const questions = golden.filter(({ exemplars, form }) => exemplars.length === 0 && form === 'component+cue')
  return Array.from({ length: 20 }, (_, i) => {
    const { text = '' } = questions[i % questions.length] ?? {}
    // The lab's table has fewer than twenty questions: those that come again begin with another letter.
    return exemplars + text.replace(/(Solution: )./, `$1${String.fromCharCode(65 + i)}`)
  })
}

/** The tokens that generation fed to the model, as one scoring request: of each text the last token is only asked for. */
function scored({ model, prompts, sampling }: GenerateRequest, { outputs }: GenerateResult): ScoreRequest {
  const samples = sampling?.samples ?? 1
  const sequences = outputs.map(({ tokens, finish }, place) => {
    const prompt = prompts[Math.floor(place / samples)] ?? []
    const stop = finish === 'stop-token' ? [0] : []
    return { tokens: [...prompt, ...tokens, ...stop], from: prompt.length }
  })
  return { model, sequences }
}

/** Milliseconds of processor time. */
async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000
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

await main()
