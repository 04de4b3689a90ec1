import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { devices } from './session/device.ts'
import type { DeviceName } from './session/device.ts'
import { deviceOffer } from './session/deviceOffer.ts'
import type { GenerateRequest, ModelPaths, ScoreRequest, ScoreResult } from './engine.ts'
import { createPackedEngine } from './packed/packedEngine.ts'

const help = `npm run bench:device -- [options]
  --device cuda      measure this device alone; more than once for several. Without it, all that run here
  --model DIR        measure this checkpoint, not the one of 135 million weights (npm run bench -- --make makes it) or the lab's
  --rounds 3`

const { values } = parseArgs({
  options: {
    help: { type: 'boolean', default: false },
    device: { type: 'string', multiple: true, default: Object.keys(devices) },
    model: { type: 'string' },
    rounds: { type: 'string', default: '3' },
  },
})

/** How far each device's log-probabilities are from those of the CPU in 32 bits, and how fast it is next to it. */
async function main(): Promise<void> {
  if (values.help) {
    console.log(help)
    return
  }
  const base = values.model ?? defaultModel()
  console.log(`${base}, ${process.platform}-${process.arch}, ${availableParallelism()} threads\n`)
  console.log(
    '| device | operators | precision | largest difference | greedy flags that differ | scored tokens/s | written tokens/s |',
  )
  console.log('| --- | --- | --- | --- | --- | --- | --- |')
  const wanted = await measure({ base, device: 'cpu', precision: 'float32' })
  const names = (Object.keys(devices) as DeviceName[]).filter((name) => values.device.includes(name))
  for (const device of names) {
    for (const precision of devices[device].precisions) {
      const offer = await deviceOffer(device, precision)
      if (offer.state === 'absent') {
        console.log(
          `| ${device} | ${devices[device].known} | ${precision} | not measured: ${offer.why.split('\n').at(-1) ?? ''} | | | |`,
        )
        continue
      }
      const found = await measure({ base, device, precision })
      const rates = [found.scored, found.written].map((rate) => rate.toFixed(0))
      console.log(
        `| ${[device, devices[device].known, precision, ...difference(found.result, wanted.result), ...rates].join(' | ')} |`,
      )
    }
  }
}

interface Measured {
  result: ScoreResult
  /** Tokens a second that were computed, prompts included; and that were written. */
  scored: number
  written: number
}

/** The best of the rounds; the first, which loads the model and compiles what the device runs, is not counted. */
async function measure(model: ModelPaths): Promise<Measured> {
  const left: string[] = []
  const engine = createPackedEngine({
    threads: availableParallelism(),
    onPlacement: ({ graph, nodes: { onCpu } }) => left.push(`${graph}: ${JSON.stringify(onCpu)}`),
  })
  const request = fewShot(model)
  const text = continuations(model)
  const result = await engine.score(request)
  await engine.generate(text)
  const scoring: number[] = []
  const writing: number[] = []
  for (let round = 0; round < Number(values.rounds); round++) {
    scoring.push(await seconds(() => engine.score(request)))
    writing.push(await seconds(() => engine.generate(text)))
  }
  await engine.close()
  for (const line of left) console.log(`<!-- left to the CPU by ${model.device ?? 'cpu'}: ${line} -->`)
  return {
    result,
    scored: result.cost.computed / Math.min(...scoring),
    written: (text.prompts.length * text.maxTokens) / Math.min(...writing),
  }
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return (performance.now() - started) / 1000
}

function difference(found: ScoreResult, wanted: ScoreResult): string[] {
  const flags = found.spans.filter(({ greedy }, s) => greedy !== wanted.spans[s]?.greedy).length
  const off = found.spans.flatMap(({ logprobs }, s) =>
    logprobs.map((logprob, i) => Math.abs(logprob - (wanted.spans[s]?.logprobs[i] ?? NaN))),
  )
  return [Math.max(...off).toExponential(1), `${flags} of ${found.spans.length}`]
}

/** Twenty items with four options each, after four exemplars that they share. */
function fewShot(model: ModelPaths): ScoreRequest {
  const draw = generator(1)
  const exemplars = [1, ...draw(180)]
  const items = Array.from({ length: 20 }, () => [...exemplars, ...draw(45)])
  const sequences = items.flatMap((item) =>
    Array.from({ length: 4 }, () => ({ tokens: [...item, ...draw(2)], from: item.length })),
  )
  return { model, sequences }
}

/** Sixteen prompts continued by 32 tokens each. */
function continuations(model: ModelPaths): GenerateRequest {
  const draw = generator(2)
  const prompts = Array.from({ length: 16 }, (_, p) => [1, ...draw(60 + p)])
  return { model, prompts, maxTokens: 32, stopTokens: [], stopStrings: [], pieces: [] }
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
  const places = ['../../fixtures/peers/work/llama-135m', '../../fixtures/lab/base']
  const found = places.map((place) => fileURLToPath(new URL(place, import.meta.url))).find((path) => existsSync(path))
  if (found === undefined) throw new Error('no checkpoint to measure: name one with --model')
  return found
}

await main()
