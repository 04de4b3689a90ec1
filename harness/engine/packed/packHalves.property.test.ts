import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readModelConfig } from '../checkpoint/modelConfig.ts'
import type { LayerRange } from '../checkpoint/modelConfig.ts'
import { smallModel } from '../engine.contract.ts'
import type { PackRun } from './packRuns.ts'
import { runPacks } from './packRuns.ts'
import type { Session, Values } from '../session/session.ts'
import type { Stages } from './stages.ts'

const config = readModelConfig(join(smallModel.base, 'config.json'))
const lower = { begin: 0, end: 1 }
const upper = { begin: 1, end: 2 }

interface Plan {
  /** Turns of the event loop that each session takes for a pack. */
  turns: { lower: number; upper: number; head: number }
  asked: boolean
}

const plans = fc.array(
  fc.record({
    turns: fc.record({
      lower: fc.integer({ min: 0, max: 4 }),
      upper: fc.integer({ min: 0, max: 4 }),
      head: fc.integer({ min: 0, max: 4 }),
    }),
    asked: fc.boolean(),
  }),
  { maxLength: 14 },
)

/** Sessions that note what they run, and how many of one thread run at a time. What they compute is the pack's number, less one for each half. */
function noting(plans: readonly Plan[], log: string[]): Extract<Stages, { kind: 'halves' }> {
  const busy = { lower: 0, upper: 0 }
  const session = (thread: 'lower' | 'upper', kind: 'layers' | 'head'): Session => ({
    run: async (inputs, outputs) => {
      const pack = Number(inputs['ids']?.data[0])
      expect(++busy[thread]).toBe(1)
      log.push(`${kind === 'head' ? 'head' : thread} ${pack}`)
      const turns = plans[pack]?.turns[kind === 'head' ? 'head' : thread] ?? 0
      for (let turn = 0; turn < turns; turn++) await nextTurn()
      busy[thread]--
      log.push(`${kind === 'head' ? 'head' : thread} ${pack} done`)
      const value = kind === 'layers' && thread === 'lower' ? pack : Number(inputs['hidden']?.data[0])
      const states = one(kind === 'layers' ? value - 1 : value)
      return Object.fromEntries(outputs.map((name) => [name, states]))
    },
    release: () => Promise.resolve(),
  })
  const half = (thread: 'lower' | 'upper', layers: LayerRange) => ({
    layers,
    session: session(thread, 'layers'),
    head: session(thread, 'head'),
  })
  return { kind: 'halves', lower: half('lower', lower), upper: half('upper', upper) }
}

function one(value: number): Values {
  return { data: Float32Array.of(value), shape: [1] }
}

function runsOf(plans: readonly Plan[], log: string[] = []): PackRun[] {
  return plans.map(({ asked }, pack) => ({
    inputs: { ids: { data: Int32Array.of(pack), shape: [1] } },
    outputs: asked ? ['logprobs'] : [],
    path: () => ({}),
    keeps: true,
    gone: ({ begin }) => log.push(`${begin === 0 ? 'lower' : 'upper'} ${pack} gone`),
  }))
}

test('each pack goes through both halves once and in order, a head only where it is asked, and its answer stands at its place', async () => {
  await fc.assert(
    fc.asyncProperty(plans, async (plans) => {
      const log: string[] = []
      const answers = await runPacks(noting(plans, log), config, runsOf(plans, log))
      const numbers = plans.map((_, pack) => pack)
      const went = (what: string): number[] =>
        log.flatMap((line) => (new RegExp(`^${what} \\d+$`).test(line) ? [Number(line.split(' ')[1])] : []))
      expect(went('lower')).toEqual(numbers)
      expect(went('upper')).toEqual(numbers)
      expect(went('head').sort((a, b) => a - b)).toEqual(numbers.filter((pack) => plans[pack]?.asked))
      for (const pack of numbers) {
        expect(log.indexOf(`lower ${pack} gone`)).toBeLessThan(log.indexOf(`upper ${pack}`))
        expect(answers[pack]).toEqual(plans[pack]?.asked ? { logprobs: one(pack - 2) } : {})
      }
    }),
  )
})

test('the lower half is never more than three packs ahead', async () => {
  await fc.assert(
    fc.asyncProperty(plans, async (plans) => {
      const log: string[] = []
      await runPacks(noting(plans, log), config, runsOf(plans))
      let ahead = 0
      for (const line of log) {
        if (/^lower \d+$/.test(line)) ahead++
        if (/^upper \d+ done$/.test(line)) ahead--
        expect(ahead).toBeLessThanOrEqual(3)
      }
    }),
  )
})

test('both halves compute at the same time', async () => {
  const log: string[] = []
  const plans = Array.from({ length: 4 }, () => ({ turns: { lower: 2, upper: 2, head: 1 }, asked: true }))
  await runPacks(noting(plans, log), config, runsOf(plans))
  expect(log.indexOf('lower 1')).toBeLessThan(log.indexOf('upper 0 done'))
})

test('a run that fails, wherever, is thrown; what was begun ends first, and no more than one task is begun meanwhile', async () => {
  await fc.assert(
    fc.asyncProperty(
      plans.filter((list) => list.length > 0),
      fc.nat(),
      fc.constantFrom('lower' as const, 'upper' as const),
      async (plans, place, where) => {
        const log: string[] = []
        const stages = noting(plans, log)
        const failing = place % plans.length
        const { run } = stages[where].session
        stages[where].session.run = async (inputs, outputs) => {
          const results = await run(inputs, outputs)
          if (Number(inputs['ids']?.data[0]) !== failing) return results
          log.push('failed')
          throw new Error('Failed to allocate memory')
        }
        await expect(runPacks(stages, config, runsOf(plans))).rejects.toThrow('Failed to allocate memory')
        const begun = (lines: readonly string[]): number => lines.filter((line) => /\d$/.test(line)).length
        expect(begun(log.slice(log.indexOf('failed')))).toBeLessThanOrEqual(1)
        expect(begun(log)).toBe(log.filter((line) => line.endsWith('done')).length)
      },
    ),
  )
})
