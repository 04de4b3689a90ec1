import { expect, test } from 'vitest'
import { readYaml } from './readYaml.ts'

const text = ['a: 1', 'list:', '  - { x: 1 }', '  - x: 2', '    y: &y [p, q]', 'again: *y', 'nothing:', ''].join('\n')
const source = readYaml('/s.yaml', text)

test.each([
  [['a'], '1:4'],
  [['list', 0], '3:5'],
  [['list', 1, 'x'], '4:8'],
  [['list', 1, 'y', 1], '5:15'],
  [['again'], '6:8'],
  [['again', 1], '5:15'],
])('the value at %j begins at %s', (keys, place) => {
  expect(placeOf(source.file.at(keys))).toBe(place)
})

test('the place of a key is the key itself', () => {
  expect(placeOf(source.keyAt(['list', 1, 'y']))).toBe('5:5')
})

test('what is absent is placed at its nearest parent', () => {
  expect(placeOf(source.file.at(['list', 7, 'x']))).toBe('3:3')
  expect(placeOf(source.file.at(['unknown', 'deeper']))).toBe('1:1')
  expect(placeOf(source.file.at(['a', 'deeper']))).toBe('1:4')
})

test('anchors are filled in, and yes and no are texts', () => {
  expect(readYaml('/s.yaml', 'a: &x [yes, no]\nb: *x').data).toEqual({ a: ['yes', 'no'], b: ['yes', 'no'] })
})

const placeOf = ({ line, column }: { line: number; column: number }) => `${line}:${column}`
