import { describe, expect, test } from 'vitest'
import { read } from '../../fixtures/oracle/family.ts'
import { asUnicode16, normalForm } from './unicode.ts'

const table = read('unicode.json') as Record<string, [first: number, last: number][]>

describe("what a regular expression sees is what Python's sees, for every character", () => {
  test.each(Object.entries(table))('of \\p{%s}', (name, ranges) => {
    const pattern = new RegExp(`^\\p{${name}}$`, 'u')
    const wrong: string[] = []
    let range = 0
    for (let code = 0; code < 0x110000; code++) {
      if (code >= 0xd800 && code < 0xe000) continue
      while ((ranges[range]?.[1] ?? Infinity) < code) range++
      const isMember = (ranges[range]?.[0] ?? Infinity) <= code
      if (pattern.test(asUnicode16(String.fromCodePoint(code))) !== isMember) wrong.push(code.toString(16))
    }
    expect(wrong).toEqual([])
  })
})

test('what stands for a character of a later version is as long, and in the ranges that it was in', () => {
  expect(asUnicode16('\u088f')).toMatch(/[\u0800-\u4e00]/u)
  for (const text of ['a\u088fb', '\u{323b0}', '\u0295']) expect(asUnicode16(text)).toHaveLength(text.length)
})

test('a character without known marks is neither reordered nor composed', () => {
  expect(normalForm('a\u{1ac0}\u0334e\u0301', 'NFC')).toBe('a\u{1ac0}\u0334\u00e9')
  expect(normalForm('\u{105d2}\u0307', 'NFC')).toBe('\u{105d2}\u0307')
})
