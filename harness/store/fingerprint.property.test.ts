import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fingerprint, type Plain } from './fingerprint.ts'

const plain = fc
  .jsonValue({ maxDepth: 3 })
  .filter((value): value is Exclude<typeof value, null> => !JSON.stringify(value).includes('null'))

test('the order of keys does not matter', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.integer()), (record) => {
      const reversed = Object.fromEntries(Object.entries(record).reverse())
      expect(fingerprint(reversed)).toBe(fingerprint(record))
    }),
  )
})

test('values that differ as JSON have different fingerprints', () => {
  fc.assert(
    fc.property(plain, plain, (a, b) => {
      const same = JSON.stringify(a) === JSON.stringify(b)
      fc.pre(!same && typeof a !== 'object')
      expect(fingerprint(a as Plain)).not.toBe(fingerprint(b as Plain))
    }),
  )
})

test('the order of a list matters', () => {
  expect(fingerprint(['a', 'b'])).not.toBe(fingerprint(['b', 'a']))
})

test('a number that JSON cannot hold is refused', () => {
  expect(() => fingerprint({ score: Number.NaN })).toThrow('cannot hold NaN')
})
