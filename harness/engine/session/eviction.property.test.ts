import fc from 'fast-check'
import { expect, test } from 'vitest'
import { evicted } from './eviction.ts'

const models = fc
  .array(fc.record({ bytes: fc.integer({ min: 1, max: 10 }), spared: fc.boolean() }), { maxLength: 6 })
  .map((loaded) => ({ loaded, spared: loaded.filter(({ spared }) => spared) }))
const room = fc.integer({ min: -10, max: 60 })

const bytesOf = (those: readonly { bytes: number }[]): number => those.reduce((sum, { bytes }) => sum + bytes, 0)

test('what is spared stays, and the rest fits or is gone', () => {
  fc.assert(
    fc.property(models, room, ({ loaded, spared }, room) => {
      const gone = evicted(loaded, room, spared)
      for (const model of spared) expect(gone).not.toContain(model)
      const left = loaded.filter((model) => !gone.includes(model))
      if (bytesOf(left) > room) expect(left).toEqual(spared)
    }),
  )
})

test('no more goes than must, and no newer model before an older one', () => {
  fc.assert(
    fc.property(models, room, ({ loaded, spared }, room) => {
      const gone = evicted(loaded, room, spared)
      const oldest = loaded.filter((model) => !spared.includes(model)).slice(0, gone.length)
      expect(gone).toEqual(oldest)
      if (gone.length > 0) expect(bytesOf(loaded) - bytesOf(gone.slice(0, -1))).toBeGreaterThan(room)
    }),
  )
})
