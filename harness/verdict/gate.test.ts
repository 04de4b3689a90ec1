import { describe, expect, test } from 'vitest'
import { type GateTruth, simulateGate } from '../../fixtures/simulated/gate.ts'
import { tallyDifferences } from '../statistics/differenceTally.ts'
import { eProcess } from '../statistics/eProcess.ts'
import { decideGate } from './decideGate.ts'
import type { GateAnswer, GateRule, GateTask } from './gate.ts'

const SEQUENTIAL: GateRule = { margin: 0.03, alpha: 0.05, method: 'sequential', stop: 'each task' }
const FIXED: GateRule = { ...SEQUENTIAL, method: 'fixed' }

function answer(rule: GateRule, tasks: readonly GateTask[]): GateAnswer {
  const decision = decideGate(rule, tasks)
  if (decision.state === 'open') throw new Error('all items were asked')
  return decision
}

/** So many items of each kind, spread evenly over 100: worse, better, both right. */
function outcomes(task: string, worse: number, better: number, items = 100): GateTask {
  const kinds = Array.from({ length: items }, (_, item) => (item * 37) % items)
  return {
    task,
    critical: false,
    blocks: Array.from({ length: items / 20 }, () => 20),
    candidate: kinds.map((kind) => (kind < worse ? 0 : 1)),
    baseline: kinds.map((kind) => (kind >= worse && kind < worse + better ? 0 : 1)),
  }
}

test.each([SEQUENTIAL, FIXED])('one task of three that fell by 30 points blocks, and is named ($method)', (rule) => {
  const tasks = [outcomes('nli/kind', 3, 3), outcomes('misc/sum', 30, 0), outcomes('struct/list', 2, 3)]
  const { state, reason, tasks: found, items } = answer(rule, tasks)
  expect(state).toBe('regression')
  expect(reason).toContain('misc/sum got worse')
  expect(found.filter((one) => one.state === 'regression').map(({ task }) => task)).toEqual(['misc/sum'])
  expect(items.asked < items.of).toBe(rule.method === 'sequential')
})

test.each([SEQUENTIAL, FIXED])(
  'checkpoints that answer alike pass, as soon as there are enough items ($method)',
  (rule) => {
    const tasks = Array.from({ length: 12 }, (_, index) => outcomes(`task-${index}`, 1, 1, 400))
    const { state, items, pooled } = answer(rule, tasks)
    expect(state).toBe('no regression')
    expect(items.of).toBe(4800)
    expect(items.asked < items.of).toBe(rule.method === 'sequential')
    expect(pooled).toMatchObject({ state: 'estimated', interval: { state: 'estimated' } })
  },
)

test.each([SEQUENTIAL, FIXED])('a rise everywhere is an improvement ($method)', (rule) => {
  const tasks = Array.from({ length: 5 }, (_, index) => outcomes(`task-${index}`, 0, 25))
  expect(answer(rule, tasks).state).toBe('improvement')
})

test.each([SEQUENTIAL, FIXED])('a loss everywhere that no task shows alone blocks all the same ($method)', (rule) => {
  const tasks = Array.from({ length: 30 }, (_, index) => outcomes(`task-${index}`, 10, 2))
  const { state, tasks: found, reason } = answer(rule, tasks)
  expect(found.filter((one) => one.state === 'regression')).toEqual([])
  expect(state).toBe('regression')
  expect(reason).toContain('all tasks together lost more than 3 points')
})

test.each([
  ['one item a task', [outcomes('a', 0, 0, 1), outcomes('b', 0, 1, 1)]],
  ['tasks without variation that differ', [outcomes('a', 0, 0), outcomes('b', 0, 100)]],
  ['a task without items', [outcomes('a', 0, 0), outcomes('b', 0, 0, 0)]],
])('%s: one look computes no mean, says why and what is wanted', (_, tasks) => {
  const whole = tasks.map((task) => ({ ...task, blocks: task.candidate.length > 0 ? [task.candidate.length] : [] }))
  const { state, reason, toDecide, ...numbers } = answer({ ...FIXED, margin: 0.01 }, whole)
  expect(state).toBe('inconclusive')
  expect(reason).toMatch(/^all tasks together cannot be judged: /u)
  expect(toDecide).toEqual(['more items a task; how many cannot be told from these'])
  // JSON writes null for what is not finite.
  expect(JSON.parse(JSON.stringify(numbers))).toEqual(numbers)
})

test('too few items decide nothing, and the answer says how many would', () => {
  const { state, reason, toDecide } = answer(SEQUENTIAL, [outcomes('nli/kind', 2, 2, 20)])
  expect({ state, reason, toDecide }).toMatchInlineSnapshot(`
    {
      "reason": "no task is shown to be worse, and a mean loss of 3 points is not excluded",
      "state": "inconclusive",
      "toDecide": [
        "about 3,915 items a task would pass it, if the checkpoints are equally good (now 20)",
      ],
    }
  `)
})

test('where every task is critical, each stops as soon as it is decided, and the mean needs nothing else', () => {
  const noisy = { ...outcomes('misc/sum', 20, 20, 2000), critical: true }
  const quiet = { ...outcomes('nli/kind', 0, 0, 2000), critical: true }
  const wide = { ...SEQUENTIAL, margin: 0.1 }
  const { state, reason, tasks } = answer(wide, [noisy, quiet])
  const alone = [noisy, quiet].map((task) => answer(wide, [task]).items.asked)
  expect(state).toBe('no regression')
  expect(reason).toBe('a loss of 10 points is excluded for every task')
  expect(tasks.map(({ items }) => items.asked)).toEqual(alone)
  expect(Number(alone[0])).toBeGreaterThan(Number(alone[1]))
})

test('a gate ends where no items that are left could decide it, and not a look before', () => {
  const task = outcomes('nli/kind', 40, 40, 200)
  const { state, items } = answer(SEQUENTIAL, [task])
  const seen = task.candidate.map((score, item) => score - Number(task.baseline[item])).slice(0, items.asked)
  /** The most that the items which were not asked could say, for `no worse` and for `no loss of the margin`. */
  const best = (asked: number) =>
    (
      [
        ['less', 0, -1],
        ['greater', -0.03, 1],
      ] as const
    ).map(([side, mean, each]) => {
      const tally = tallyDifferences([...seen.slice(0, asked), ...Array.from({ length: 200 - asked }, () => each)])
      return tally.state === 'counted' && eProcess(tally, mean, side) >= Math.log(20)
    })
  expect(state).toBe('inconclusive')
  expect(items.asked).toBeLessThan(200)
  expect(best(items.asked)).toEqual([false, false])
  expect(best(items.asked - 20)).toContain(true)
})

test('one task is a family of one', () => {
  const [only] = answer(SEQUENTIAL, [outcomes('nli/kind', 2, 2)]).tasks
  const [fixed] = answer(FIXED, [outcomes('nli/kind', 6, 2)]).tasks
  if (only?.worse.state !== 'e-value' || fixed?.worse.state !== 'p-value') throw new Error('both have evidence')
  expect(only.worse.corrected).toBe(only.worse.logE)
  expect(fixed.worse.corrected).toBe(fixed.worse.p)
})

test('after the mean has passed a single task that fell is still found, unless the gate stops at the mean', () => {
  const tasks = Array.from({ length: 20 }, (_, index) => outcomes(`task-${index}`, 10, 10, 1000))
  const hurt = outcomes('misc/sum', 140, 20, 1000)
  const found = answer({ ...SEQUENTIAL, margin: 0.05 }, [...tasks, hurt])
  expect(found).toMatchObject({ state: 'regression', reason: 'misc/sum got worse (e-Holm)' })
  const mean = answer({ ...SEQUENTIAL, margin: 0.05, stop: 'mean' }, [...tasks, hurt])
  expect(mean.state).toBe('no regression')
  expect(mean.items.asked).toBeLessThan(found.items.asked)
  expect(mean.tasks[0]).toMatchObject({ task: 'misc/sum', state: 'inconclusive' })
})

test('each task stops once it is decided, and one that stays open does not hold up the gate', () => {
  const tasks = Array.from({ length: 6 }, (_, index) => outcomes(`task-${index}`, 0, 0, 1000))
  const { state, tasks: found } = answer(SEQUENTIAL, [...tasks, outcomes('a/noisy', 150, 150, 1000)])
  expect(state).toBe('no regression')
  expect(found.map((one) => one.state)).toEqual(['inconclusive', ...tasks.map(() => 'no regression')])
  const [noisy, ...others] = found.map(({ items }) => items.asked)
  expect(Math.max(...others)).toBeLessThan(300)
  expect(noisy).toBeGreaterThan(900)
})

test('under `stop: mean`, once the mean has passed only a critical task that has not is asked further', () => {
  const tasks = Array.from({ length: 12 }, (_, index) => outcomes(`task-${index}`, 1, 1, 400))
  const [first, ...others] = tasks
  if (first === undefined) throw new Error('there are tasks')
  const { state, tasks: found } = answer({ ...SEQUENTIAL, stop: 'mean' }, [{ ...first, critical: true }, ...others])
  const [own, ...rest] = found.map(({ items }) => items.asked)
  expect(state).toBe('no regression')
  expect(new Set(rest).size).toBe(1)
  expect(own).toBeGreaterThan(rest[0] ?? Infinity)
})

test('a critical task that is not shown to be good keeps the gate open to the end', () => {
  const tasks = Array.from({ length: 12 }, (_, index) => outcomes(`task-${index}`, 1, 1))
  const [first, ...others] = tasks
  if (first === undefined) throw new Error('there are tasks')
  const { state, reason, toDecide } = answer(SEQUENTIAL, [{ ...first, critical: true }, ...others])
  expect({ state, reason, toDecide }).toMatchInlineSnapshot(`
    {
      "reason": "a loss of 3 points is not excluded for critical task-0",
      "state": "inconclusive",
      "toDecide": [
        "about 490 items of task-0 would pass it, if the checkpoints are equally good on it (now 100)",
      ],
    }
  `)
})

test('items of a group are one observation', () => {
  const one = outcomes('nli/kind', 10, 0, 20)
  const groups = one.candidate.map((_, item) => String(Math.floor(item / 10)))
  const grouped = answer(SEQUENTIAL, [{ ...one, groups }]).tasks[0]?.worse
  const alone = answer(SEQUENTIAL, [one]).tasks[0]?.worse
  if (grouped?.state !== 'e-value' || alone?.state !== 'e-value') throw new Error('both have e-values')
  expect(grouped.logE).toBeLessThan(alone.logE)
})

describe('what cannot be judged is refused or said, never a number', () => {
  const one = outcomes('nli/kind', 3, 3)
  test.each([
    ['a margin of 0', { ...SEQUENTIAL, margin: 0 }, [one]],
    ['an alpha of 1', { ...SEQUENTIAL, alpha: 1 }, [one]],
    ['no task', SEQUENTIAL, []],
    ['a score that is not a number', SEQUENTIAL, [{ ...one, candidate: one.candidate.map(() => NaN) }]],
    ['unequal item sets', SEQUENTIAL, [{ ...one, baseline: one.baseline.slice(1) }]],
    ['half a block', SEQUENTIAL, [{ ...one, candidate: [1], baseline: [1] }]],
  ])('%s', (_, rule, tasks) => {
    expect(() => decideGate(rule, tasks)).toThrow(RangeError)
  })

  test('one item has no t test: inconclusive, with the reason', () => {
    const single = { ...one, blocks: [1], candidate: [1], baseline: [1] }
    expect(answer(FIXED, [single])).toMatchObject({
      state: 'inconclusive',
      reason: 'all tasks together cannot be judged: a standard error needs two items, got 1',
    })
  })

  test('without any difference the exact bound takes the place of a t test', () => {
    expect(answer(FIXED, [outcomes('nli/kind', 0, 0)]).state).toBe('no regression')
    expect(answer(FIXED, [outcomes('nli/kind', 0, 0, 80)]).state).toBe('inconclusive')
  })
})

/** Shares of answers over seeded simulations; a share of 5 % has a standard error of about 1.5 points in 200 sets, of 2.2 in 100. */
function rates(rule: GateRule, truth: GateTruth, sets: number): Record<GateAnswer['state'], number> {
  const counts = { regression: 0, 'no regression': 0, improvement: 0, inconclusive: 0 }
  for (let seed = 0; seed < sets; seed++) counts[answer(rule, simulateGate(truth, seed)).state] += 1 / sets
  return counts
}

describe('calibration on simulated checkpoints', () => {
  const equal = { differences: Array.from({ length: 6 }, () => 0), discordance: 0.2, items: 160, block: 20 }

  test.each([SEQUENTIAL, FIXED])('equal checkpoints are blocked in at most 5 % ($method)', (rule) => {
    expect(rates(rule, equal, 80).regression).toBeLessThanOrEqual(0.05)
  })

  test.each([SEQUENTIAL, FIXED])(
    'a mean loss of the margin passes in at most 5 %, also where tasks differ ($method)',
    (rule) => {
      // Half of the tasks lose nothing, the others twice the margin: looking inside a round would be wrong here.
      const uneven = { ...equal, differences: equal.differences.map((_, task) => (task % 2 === 0 ? 0 : -0.06)) }
      const { 'no regression': passed, improvement } = rates(rule, uneven, 100)
      // A fixed look has its level only about: 5 % and two standard errors.
      expect(passed + improvement).toBeLessThanOrEqual(rule.method === 'fixed' ? 0.1 : 0.05)
    },
  )

  test('exemplars that a block shares leave the level alone while they move the difference by 5 points', () => {
    const drawn = { differences: [0], discordance: 0.2, items: 1000, block: 20, draws: 0.05 }
    expect(rates(SEQUENTIAL, drawn, 100).regression).toBeLessThanOrEqual(0.05)
    const { 'no regression': passed, improvement } = rates(SEQUENTIAL, { ...drawn, differences: [-0.03] }, 100)
    expect(passed + improvement).toBeLessThanOrEqual(0.05)
  })

  test('equal checkpoints mostly pass', () => {
    const { 'no regression': passed } = rates({ ...SEQUENTIAL, margin: 0.08 }, equal, 30)
    expect(passed).toBeGreaterThan(0.9)
  })

  test('a task that fell by 30 points is found', () => {
    const hurt = { ...equal, differences: equal.differences.map((_, task) => (task === 3 ? -0.3 : 0)) }
    expect(rates(SEQUENTIAL, hurt, 30).regression).toBeGreaterThan(0.5)
  })
})
