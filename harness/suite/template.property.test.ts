import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fillTemplate, templateFault, templateNames } from './template.ts'

const name = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,6}$/)
const plain = fc.string().map((text) => text.replaceAll('{', '('))

test('a template is its plain parts with the values between them, whatever the values hold', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(plain, name, fc.string()), { maxLength: 5 }), plain, (parts, tail) => {
      const values = Object.fromEntries(parts.map(([, key, value]) => [key, value]))
      const template = parts.map(([text, key]) => `${text}{{${key}}}`).join('') + tail
      expect(fillTemplate(template, values)).toBe(
        parts.map(([text, key]) => text + (values[key] ?? '')).join('') + tail,
      )
      expect(new Set(templateNames(template))).toEqual(new Set(Object.keys(values)))
      expect(templateFault(template)).toBeUndefined()
    }),
  )
})

test('braces inside a value are text', () => {
  expect(fillTemplate('{{a}}{{b}}', { a: '{{b}}', b: '$&' })).toBe('{{b}}$&')
})

test.each([
  ['{{ a }}', '{{ a }}'],
  ['{{a', '{{a'],
  ['{{a|upper}}', '{{a|upper}}'],
  ['x {{}} y', '{{}} y'],
  ['{{a-b}}', '{{a-b}}'],
])('%s has braces that are not a name, shown from where they begin', (template, fault) => {
  expect(templateFault(template)).toBe(fault)
})

test('a name without a value is an error, also where every object has it', () => {
  expect(() => fillTemplate('{{toString}}', {})).toThrow('template names {{toString}}')
})
