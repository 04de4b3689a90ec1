import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ModelPaths } from '../engine.ts'
import { nextLoad } from './nextLoad.ts'
import type { LoadingEngine } from './nextLoad.ts'

const most = 2

const model: fc.Arbitrary<ModelPaths> = fc.record(
  { base: fc.constantFrom('a', 'b', 'c', 'd'), adapter: fc.constantFrom('x', 'y') },
  { requiredKeys: ['base'] },
)

/** One engine computes or none, and what loads does not compute yet. */
const situation = fc
  .record({
    waiting: fc.array(model, { maxLength: 6 }),
    held: fc.array(fc.uniqueArray(model, { maxLength: 3, selector: ({ base }) => base }), { maxLength: most }),
    inUse: fc.option(model, { nil: undefined }),
    busy: fc.nat(most - 1),
    loads: fc.option(fc.record({ engine: fc.nat(most - 1), model }), { nil: undefined }),
  })
  .map(({ waiting, held, inUse, busy, loads }) => ({
    waiting,
    engines: held.map((those, e): LoadingEngine => ({
      held: those,
      inUse: e === busy ? inUse : undefined,
      loading: e === loads?.engine ? loads.model : undefined,
    })),
  }))

test('what is loaded waits, is had by no engine, and is the first that another computes not with', () => {
  fc.assert(
    fc.property(situation, ({ waiting, engines }) => {
      const found = nextLoad(waiting, engines, most)
      if (found === undefined) return
      const { base } = waiting[found.request] ?? { base: '' }
      const known = engines.flatMap(({ held, loading, inUse }) => [...held, loading, inUse].map((one) => one?.base))
      expect(known).not.toContain(base)
      const before = waiting.slice(0, found.request).map((one) => one.base)
      for (const earlier of before) expect(engines.map(({ inUse }) => inUse?.base)).toContain(earlier)
    }),
  )
})

test('only an idle engine loads or a new one within the number, and never two at once', () => {
  fc.assert(
    fc.property(situation, ({ waiting, engines }) => {
      const found = nextLoad(waiting, engines, most)
      if (found === undefined) return
      expect(found.engine).toBeLessThan(most)
      expect(engines[found.engine]?.inUse).toBeUndefined()
      expect(engines.every(({ loading }) => loading === undefined)).toBe(true)
    }),
  )
})

test('a model that waits and that no engine has is loaded where an engine is idle', () => {
  fc.assert(
    fc.property(situation, ({ waiting, engines }) => {
      const idle = engines.length < most || engines.some(({ inUse }) => inUse === undefined)
      const loading = engines.some((engine) => engine.loading !== undefined)
      const known = engines.flatMap(({ held, inUse }) => [...held, inUse].map((one) => one?.base))
      const strange = waiting.length > 0 && waiting.every(({ base }) => !known.includes(base))
      if (!idle || loading || !strange) return
      expect(nextLoad(waiting, engines, most)).toMatchObject({ request: 0 })
    }),
  )
})
