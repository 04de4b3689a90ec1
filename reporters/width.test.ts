import { describe, expect, it } from 'vitest'
import { clean, clip, displayWidth, pad, shorten } from './width.ts'

describe('the width of a text', () => {
  it.each([
    ['nli/kind', 8],
    ['読解', 4],
    ['Käse', 4],
    ['Ka\u0308se', 4],
    ['🙂', 2],
    ['👩‍🔬', 2],
    ['ｗ', 2],
    ['±', 1],
    ['', 0],
  ])('of %j is %i', (text, width) => {
    expect(displayWidth(text)).toBe(width)
  })

  it('is what padding fills up to', () => {
    expect(pad('読', 4, 'left')).toBe('読  ')
    expect(pad('読', 4, 'right')).toBe('  読')
  })

  it('is never more than what was clipped to', () => {
    expect(clip('読解', 3)).toBe('読')
  })
})

describe('a shortened name', () => {
  it.each([
    ['nli/kind', 14, 'nli/kind'],
    ['translation/velan-back', 20, 'translat…/velan-back'],
    ['translation/velan-back', 14, 'tr…/velan-back'],
    ['closed-book/ruler-of-the-town', 14, 'closed-…e-town'],
    ['読解/色の名前', 9, '読解…名前'],
  ])('of %j in %i columns is %j', (name, width, short) => {
    expect(shorten(name, width)).toBe(short)
  })
})

describe('a cleaned text', () => {
  it('holds no escape codes, no line breaks and no change of direction', () => {
    expect(clean('a\u001B[31m\nb\u202Ec')).toBe('a�[31m b�c')
  })
})
