import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fingerprint } from './fingerprint.ts'

const prompts = fc.record({ text: fc.string(), continuations: fc.array(fc.string()), answer: fc.nat() })

test('the same value has the same fingerprint', () => {
  fc.assert(
    fc.property(prompts, (asked) => {
      expect(fingerprint({ ...asked })).toBe(fingerprint(asked))
    }),
  )
})

test('any change of a text, an option or an answer changes the fingerprint', () => {
  fc.assert(
    fc.property(prompts, prompts, (one, other) => {
      fc.pre(JSON.stringify(one) !== JSON.stringify(other))
      expect(fingerprint(one)).not.toBe(fingerprint(other))
    }),
  )
})

test('the order of a list matters', () => {
  expect(fingerprint(['a', 'b'])).not.toBe(fingerprint(['b', 'a']))
})

test('text that looks like JSON is not mistaken for it', () => {
  expect(fingerprint('["a"]')).not.toBe(fingerprint(['a']))
})
