import fc from 'fast-check'
import { expect, test } from 'vitest'
import { tallyDifferences } from '../statistics/differenceTally.ts'
import { eProcess } from '../statistics/eProcess.ts'
import { decideGate } from './decideGate.ts'
import type { GateDecision, GateRule, GateTask, GateTaskAnswer } from './gate.ts'

/** Outcomes of any two checkpoints: right and wrong, or graded; alone or in groups; some tasks shorter than others. */
const anyTask = (task: string): fc.Arbitrary<GateTask> =>
  fc
    .record({
      blocks: fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 8 }),
      graded: fc.boolean(),
      grouped: fc.boolean(),
      critical: fc.boolean(),
      better: fc.double({ min: 0, max: 1, noNaN: true }),
      seed: fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
    })
    .map(({ blocks, graded, grouped, critical, better, seed }) => {
      const items = blocks.reduce((sum, size) => sum + size, 0)
      const draw = () => Number(seed.next().value)
      const score = (shift: number) => {
        const value = Math.min(1, Math.max(0, draw() + shift))
        return graded ? value : Math.round(value)
      }
      const candidate = Array.from({ length: items }, () => score(better - 0.5))
      const baseline = candidate.map(() => score(0))
      const ends = new Set(blocks.map((_, at) => blocks.slice(0, at).reduce((sum, size) => sum + size, 0)))
      const groups = candidate.reduce<number[]>(
        (names, _, item) => [...names, ends.has(item) || item % 3 === 0 ? item : (names.at(-1) ?? 0)],
        [],
      )
      return { task, critical, blocks, candidate, baseline, ...(grouped ? { groups: groups.map(String) } : {}) }
    })

const anyTasks = fc.integer({ min: 1, max: 4 }).chain((count) => {
  const names = Array.from({ length: count }, (_, index) => `task-${index}`)
  return fc.tuple(...names.map(anyTask))
})

const anyRule: fc.Arbitrary<GateRule> = fc.record({
  margin: fc.constantFrom(0.01, 0.05, 0.3),
  alpha: fc.constantFrom(0.001, 0.05, 0.2),
  method: fc.constantFrom('sequential' as const, 'fixed' as const),
  stop: fc.constantFrom('each task' as const, 'mean' as const),
})

/** The outcomes that were there when a task had been asked so many items. */
const cut = (task: GateTask, items: number): GateTask => ({
  ...task,
  candidate: task.candidate.slice(0, items),
  baseline: task.baseline.slice(0, items),
  ...(task.groups === undefined ? {} : { groups: task.groups.slice(0, items) }),
})

const always = (holds: (rule: GateRule, tasks: GateTask[]) => void) => {
  fc.assert(fc.property(anyRule, anyTasks, holds), { numRuns: 100 })
}

test('a gate that asks what it wants, block by block, ends with the answer of one that knows all outcomes', () => {
  always((rule, tasks) => {
    const asked = new Map(tasks.map(({ task }) => [task, 0]))
    let decision: GateDecision
    for (;;) {
      decision = decideGate(
        rule,
        tasks.map((task) => cut(task, sizeOf(task, asked.get(task.task) ?? 0))),
      )
      if (decision.state !== 'open') break
      for (const name of decision.tasks) asked.set(name, (asked.get(name) ?? 0) + 1)
    }
    expect(decision).toEqual(decideGate(rule, tasks))
    for (const { task, items } of decision.tasks) {
      const own = tasks.find((one) => one.task === task)
      expect(items.asked).toBe(own === undefined ? 0 : sizeOf(own, asked.get(task) ?? 0))
    }
  })
})

test('the order of the tasks does not matter', () => {
  always((rule, tasks) => {
    expect(decideGate(rule, [...tasks].reverse())).toEqual(decideGate(rule, tasks))
  })
})

test('no number is NaN or infinite, whatever the outcomes', () => {
  always((rule, tasks) => {
    const decision = decideGate(rule, tasks)
    expect(JSON.parse(JSON.stringify(decision))).toEqual(decision)
  })
})

test('a task that is asked no further is decided, or no items that are left could decide it', () => {
  always((rule, tasks) => {
    const decision = decideGate({ ...rule, method: 'sequential', stop: 'each task' }, tasks)
    if (decision.state === 'open' || decision.state === 'regression') return
    const family = tasks.length > 1 ? tasks.length + 1 : 1
    for (const { task, state, items } of decision.tasks) {
      const own = tasks.find((one) => one.task === task)
      if (own === undefined || own.groups !== undefined || state !== 'inconclusive' || items.asked === items.of)
        continue
      const seen = own.candidate.slice(0, items.asked).map((score, item) => score - Number(own.baseline[item]))
      /** The largest e-value that the items which were not asked could lead to. */
      const best = (each: 1 | -1, mean: number) => {
        const tally = tallyDifferences([...seen, ...Array.from({ length: items.of - items.asked }, () => each)])
        return tally.state === 'counted' ? eProcess(tally, mean, each === 1 ? 'greater' : 'less') : Infinity
      }
      expect(best(-1, 0)).toBeLessThan(Math.log(family / rule.alpha))
      expect(best(1, -rule.margin)).toBeLessThan(Math.log(1 / rule.alpha))
    }
  })
})

test('an answer agrees with its bounds', () => {
  always((rule, tasks) => {
    const decision = decideGate(rule, tasks)
    if (decision.state === 'open' || decision.pooled.state === 'undefined') return
    const { interval } = decision.pooled
    const passed = decision.state === 'no regression' || decision.state === 'improvement'
    if (interval.state === 'undefined') {
      expect(passed).toBe(false)
      return
    }
    const critical = tasks.filter((task) => task.critical).map(({ task }) => task)
    const own = decision.tasks.filter(({ task }) => critical.includes(task)).map(lowerOf)
    if (passed) expect(Math.min(...own, 1)).toBeGreaterThan(-rule.margin - 1e-9)
    if (passed && own.length < tasks.length) expect(interval.lower).toBeGreaterThan(-rule.margin - 1e-9)
    if (decision.state === 'improvement') expect(interval.lower).toBeGreaterThan(0)
    expect(decision.tasks.some((task) => task.state === 'regression') && decision.state !== 'regression').toBe(false)
  })
})

const lowerOf = ({ difference }: GateTaskAnswer) =>
  difference.state === 'estimated' && difference.interval.state === 'estimated' ? difference.interval.lower : -1

const sizeOf = ({ blocks }: GateTask, asked: number) => blocks.slice(0, asked).reduce((sum, size) => sum + size, 0)
