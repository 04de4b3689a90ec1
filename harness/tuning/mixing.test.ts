import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { drawn } from '../study/draw.ts'
import { interleave, rates } from './mixing.ts'

// In Python: int.from_bytes(sha256(json.dumps(key, ensure_ascii=False, separators=(',', ':')).encode()).digest()[:6], 'big') % n
test.each([
  [['mixture', 7, 0], 75, 17],
  [['mixture', 7, 1], 75, 27],
  [['exemplar', 42, 'nli/kind', 'é "quoted"\n', 3], 30_000, 8278],
  [['half', 'a/b', '["words","ß"]'], 2 ** 48, 120_868_122_369_927],
])('the draw of %j from %i is the one that Python gets', (key, n, number) => {
  expect(drawn(key, n)).toBe(number)
})

const K = { cap: 3000, temperature: 1 }

describe('rates', () => {
  test('are proportional to examples, up to the cap', () => {
    expect(rates([100, 3000, 550_000], K)).toEqual([100, 3000, 3000])
    expect(rates([100, 3000, 550_000], { ...K, cap: 10 ** 6 })).toEqual([100, 3000, 30_000])
  })

  test('at temperature 2 are as their square roots', () => {
    const [small = 0, large = 0] = rates([100, 2500], { ...K, temperature: 2 })
    expect(large / small).toBeCloseTo(5, 4)
  })
})

describe('a mixture', () => {
  test('is the order that the same rule gives in Python', () => {
    const rule = { cap: 10, temperature: 1 }
    expect(interleave([5, 9, 40], rule, 7)).toEqual([1, 1, 0, 2, 1, 0, 2, 2, 1, 2, 1, 0, 2, 2, 1, 2, 0, 2, 1, 1, 1])
    expect(interleave([5, 9, 40], rule, 8)).toEqual([2, 1, 1, 1, 0, 2, 1, 2, 1, 1, 1, 1, 1])
  })

  test('ends with the last row of one task, and takes no row twice', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 8 })
    const cap = fc.integer({ min: 1, max: 60 })
    fc.assert(
      fc.property(sizes, cap, fc.constantFrom(1, 2, 5), fc.nat(), (rows, most, temperature, seed) => {
        const order = interleave(rows, { cap: most, temperature }, seed)
        const taken = rows.map((_, task) => order.filter((each) => each === task).length)
        const spent = rows.flatMap((count, task) => (taken[task] === count ? [task] : []))
        expect(spent).toEqual([order.at(-1)])
        expect(rows.every((count, task) => (taken[task] ?? 0) <= count)).toBe(true)
      }),
    )
  })

  test('draws tasks at their rates', () => {
    const order = interleave([30_000, 3000, 1000], K, 7)
    const share = (task: number) => order.filter((each) => each === task).length / order.length
    // Three times the standard deviation of a share among some thousand draws.
    for (const [task, rate] of [3 / 7, 3 / 7, 1 / 7].entries()) expect(Math.abs(share(task) - rate)).toBeLessThan(0.02)
    expect(order.length).toBeGreaterThan(5000)
  })
})
