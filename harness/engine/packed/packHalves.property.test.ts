import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readModelConfig } from '../checkpoint/modelConfig.ts'
import type { LayerRange, ModelConfig } from '../checkpoint/modelConfig.ts'
import { smallModel } from '../engine.contract.ts'
import type { PackRun } from './packRuns.ts'
import { runPacks } from './packRuns.ts'
import { createLanes } from '../session/lanes.ts'
import type { Half, LayerCut } from '../session/layerCut.ts'
import type { Session, Values } from '../session/session.ts'
import type { Halves, HalfStages } from './stages.ts'

const small = readModelConfig(join(smallModel.base, 'config.json'))
/** Two layers, and three with one in the middle. */
const cuts = fc.constantFrom<LayerCut>(
  { lower: { begin: 0, end: 1 }, upper: { begin: 1, end: 2 } },
  { lower: { begin: 0, end: 1 }, middle: { begin: 1, end: 2 }, upper: { begin: 2, end: 3 } },
)

type Kind = 'lower' | 'middle' | 'upper' | 'head'

interface Plan {
  /** Turns of the event loop that each session takes for a pack. */
  turns: Record<Kind, number>
  asked: boolean
}

const plans = fc.array(
  fc.record({
    turns: fc.record({
      lower: fc.integer({ min: 0, max: 4 }),
      middle: fc.integer({ min: 0, max: 4 }),
      upper: fc.integer({ min: 0, max: 4 }),
      head: fc.integer({ min: 0, max: 4 }),
    }),
    asked: fc.boolean(),
  }),
  { maxLength: 14 },
)

/** Sessions that note what they run, and how many of one thread run at a time. What they compute is the pack's number, less one for each part. */
function noting(plans: readonly Plan[], layers: LayerCut, log: string[]): Halves {
  const busy = { lower: 0, upper: 0 }
  const session = (thread: Half, kind: Kind): Session => ({
    run: async (inputs, outputs) => {
      const pack = Number(inputs['ids']?.data[0])
      expect(++busy[thread]).toBe(1)
      log.push(`${kind} ${pack}`)
      const turns = plans[pack]?.turns[kind] ?? 0
      for (let turn = 0; turn < turns; turn++) await nextTurn()
      busy[thread]--
      log.push(`${kind} ${pack} done`)
      const value = kind === 'lower' ? pack : Number(inputs['hidden']?.data[0])
      const states = one(kind === 'head' ? value : value - 1)
      return Object.fromEntries(outputs.map((name) => [name, states]))
    },
    release: () => Promise.resolve(),
  })
  const half = (thread: Half): HalfStages => ({
    own: session(thread, thread),
    ...(layers.middle !== undefined && { middle: session(thread, 'middle') }),
    head: session(thread, 'head'),
  })
  return { kind: 'halves', layers, lanes: createLanes(2), lower: half('lower'), upper: half('upper') }
}

function one(value: number): Values {
  return { data: Float32Array.of(value), shape: [1] }
}

function runsOf(plans: readonly Plan[], layers: LayerCut, log: string[] = [], start = 0): PackRun[] {
  const kindOf = (gone: LayerRange): string =>
    Object.entries(layers)
      .flatMap(([kind, range]) => (range === gone ? [kind] : []))
      .join()
  return plans.map(({ asked }, pack) => ({
    inputs: { ids: { data: Int32Array.of(start + pack), shape: [1] } },
    outputs: asked ? ['logprobs'] : [],
    path: () => ({}),
    keeps: true,
    gone: (range) => log.push(`${kindOf(range)} ${start + pack} gone`),
  }))
}

const configOf = ({ upper }: LayerCut): ModelConfig => ({ ...small, layers: upper.end })

test('each pack goes through all layers once and in order, a head only where it is asked, and its answer stands at its place', async () => {
  await fc.assert(
    fc.asyncProperty(plans, cuts, async (plans, cut) => {
      const log: string[] = []
      const answers = await runPacks(noting(plans, cut, log), configOf(cut), runsOf(plans, cut, log))
      const numbers = plans.map((_, pack) => pack)
      const went = (what: string): number[] =>
        log.flatMap((line) => (new RegExp(`^${what} \\d+$`).test(line) ? [Number(line.split(' ')[1])] : []))
      const kinds = Object.keys(cut)
      for (const kind of kinds) expect(went(kind)).toEqual(numbers)
      expect(went('head').sort((a, b) => a - b)).toEqual(numbers.filter((pack) => plans[pack]?.asked))
      for (const pack of numbers) {
        const steps = kinds.flatMap((kind) => [log.indexOf(`${kind} ${pack}`), log.indexOf(`${kind} ${pack} gone`)])
        expect(steps).toEqual(steps.toSorted((a, b) => a - b))
        expect(answers[pack]).toEqual(plans[pack]?.asked ? { logprobs: one(pack - kinds.length) } : {})
      }
      for (const kind of kinds) {
        const path = numbers.flatMap((pack) => [log.indexOf(`${kind} ${pack}`), log.indexOf(`${kind} ${pack} gone`)])
        expect(path).toEqual(path.toSorted((a, b) => a - b))
      }
    }),
  )
})

test('the lower half is never more than three packs ahead', async () => {
  await fc.assert(
    fc.asyncProperty(plans, cuts, async (plans, cut) => {
      const log: string[] = []
      await runPacks(noting(plans, cut, log), configOf(cut), runsOf(plans, cut))
      let ahead = 0
      for (const line of log) {
        if (/^lower \d+$/.test(line)) ahead++
        if (/^upper \d+ done$/.test(line)) ahead--
        expect(ahead).toBeLessThanOrEqual(3)
      }
    }),
  )
})

test('requests at the same time have the answers that each has alone, a thread runs one pack at a time, and paths are never mixed', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(plans, { minLength: 2, maxLength: 3 }), cuts, async (requests, cut) => {
      const stages = noting(requests.flat(), cut, [])
      const starts = requests.map((_, r) => requests.slice(0, r).reduce((sum, plans) => sum + plans.length, 0))
      const logs = requests.map((): string[] => [])
      const answers = await Promise.all(
        requests.map((plans, r) => runPacks(stages, configOf(cut), runsOf(plans, cut, logs[r], starts[r]))),
      )
      for (const [r, plans] of requests.entries()) {
        const start = starts[r] ?? 0
        const alone = plans.map(({ asked }, p) => (asked ? { logprobs: one(start + p - Object.keys(cut).length) } : {}))
        expect(answers[r]).toEqual(alone)
        for (const kind of Object.keys(cut)) {
          const gone = (logs[r] ?? []).filter((line) => line.startsWith(kind))
          expect(gone).toEqual(plans.map((_, p) => `${kind} ${start + p} gone`))
        }
      }
    }),
  )
})

test('while the upper half ends a request the lower one begins the next', async () => {
  const log: string[] = []
  const plans = Array.from({ length: 2 }, () => ({ turns: { lower: 2, middle: 1, upper: 4, head: 1 }, asked: true }))
  const stages = noting(plans, three, log)
  const requests = plans.map((plan, pack) => runsOf([plan], three, [], pack))
  await Promise.all(requests.map((runs) => runPacks(stages, configOf(three), runs)))
  expect(log.indexOf('lower 1 done')).toBeLessThan(log.indexOf('upper 0 done'))
})

test('a request that fails leaves the one beside it its answers', async () => {
  const plans = Array.from({ length: 6 }, () => ({ turns: { lower: 2, middle: 1, upper: 2, head: 1 }, asked: true }))
  const stages = noting(plans, three, [])
  const { run } = stages.upper.own
  stages.upper.own.run = async (inputs, outputs) => {
    const results = await run(inputs, outputs)
    if (Number(inputs['ids']?.data[0]) === 1) throw new Error('Failed to allocate memory')
    return results
  }
  const [failed, well] = [plans.slice(0, 3), plans.slice(3)].map((own, r) =>
    runPacks(stages, configOf(three), runsOf(own, three, [], 3 * r)),
  )
  await expect(failed).rejects.toThrow('Failed to allocate memory')
  expect(await well).toEqual([0, 1, 2].map((value) => ({ logprobs: one(value) })))
})

const three = { lower: { begin: 0, end: 1 }, middle: { begin: 1, end: 2 }, upper: { begin: 2, end: 3 } }

test('both halves compute at the same time', async () => {
  const log: string[] = []
  const plans = Array.from({ length: 4 }, () => ({ turns: { lower: 2, middle: 1, upper: 2, head: 1 }, asked: true }))
  await runPacks(noting(plans, three, log), configOf(three), runsOf(plans, three))
  expect(log.indexOf('lower 1')).toBeLessThan(log.indexOf('upper 0 done'))
})

test.each([
  ['upper', { lower: 6, middle: 1, upper: 1, head: 1 }],
  ['lower', { lower: 1, middle: 1, upper: 6, head: 1 }],
] as const)('the middle is computed by the half that would wait: %s', async (half, turns) => {
  const log: string[] = []
  const plans = Array.from({ length: 12 }, () => ({ turns, asked: true }))
  const stages = noting(plans, three, log)
  let taken = 0
  const { middle } = stages[half]
  if (middle === undefined) throw new Error('no middle')
  stages[half].middle = {
    ...middle,
    run: (...given) => {
      taken++
      return middle.run(...given)
    },
  }
  await runPacks(stages, configOf(three), runsOf(plans, three))
  expect(taken).toBeGreaterThanOrEqual(10)
})

test('a run that fails, wherever, is thrown; what was begun ends first, and no more than one task is begun meanwhile', async () => {
  await fc.assert(
    fc.asyncProperty(
      plans.filter((list) => list.length > 0),
      fc.nat(),
      fc.constantFrom('lower' as const, 'upper' as const),
      cuts,
      async (plans, place, where, cut) => {
        const log: string[] = []
        const stages = noting(plans, cut, log)
        const failing = place % plans.length
        const { run } = stages[where].own
        stages[where].own.run = async (inputs, outputs) => {
          const results = await run(inputs, outputs)
          if (Number(inputs['ids']?.data[0]) !== failing) return results
          log.push('failed')
          throw new Error('Failed to allocate memory')
        }
        await expect(runPacks(stages, configOf(cut), runsOf(plans, cut))).rejects.toThrow('Failed to allocate memory')
        const begun = (lines: readonly string[]): number => lines.filter((line) => /\d$/.test(line)).length
        expect(begun(log.slice(log.indexOf('failed')))).toBeLessThanOrEqual(1)
        expect(begun(log)).toBe(log.filter((line) => line.endsWith('done')).length)
      },
    ),
  )
})
