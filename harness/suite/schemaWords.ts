import type { ErrorObject } from 'ajv'
import { either, shown } from './words.ts'

/** What is wrong, in words that follow the name of the key. */
export function complaint(error: ErrorObject): string {
  const words: Record<string, string> = {
    type: 'has the wrong type',
    enum: 'is not a known word',
    pattern: error.data === '' ? 'is empty' : 'is not written as it must be',
    minItems: 'has too few entries',
    minProperties: 'is empty',
    maxItems: 'has too many entries',
    uniqueItems: 'lists an entry twice',
  }
  return words[error.keyword] ?? 'is out of range'
}

/** What the schema wants in place of the value. */
export function expectation(error: ErrorObject): string {
  const { params, parentSchema } = error
  if (error.keyword === 'type') {
    const types: unknown = params['type']
    return either(
      (Array.isArray(types) ? types : String(types).split(',')).map((type) => typeWords[String(type)] ?? String(type)),
    )
  }
  if (error.keyword === 'enum') return either(strings(params['allowedValues']))
  if (error.keyword === 'minItems') return `at least ${String(params['limit'])}`
  if (error.keyword === 'maxItems') return `at most ${String(params['limit'])}`
  if (error.keyword === 'minProperties') return 'at least one key'
  if (error.keyword === 'uniqueItems') return 'different entries'
  if (error.keyword === 'pattern') return String(property(parentSchema, 'description'))
  return range(parentSchema)
}

const typeWords: Record<string, string> = {
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map of keys and values',
}

/** The bounds of a number, as words. */
function range(schema: unknown): string {
  const bound = (keyword: string, words: string) => {
    const value = property(schema, keyword)
    return value === undefined ? [] : [`${words} ${shown(value)}`]
  }
  const bounds = [
    ...bound('minimum', 'at least'),
    ...bound('exclusiveMinimum', 'above'),
    ...bound('maximum', 'at most'),
    ...bound('exclusiveMaximum', 'below'),
  ]
  return `a number ${bounds.join(' and ')}`
}

/** What to write instead, by the schema's own examples. */
export function remedy(error: ErrorObject, keys: readonly (string | number)[]): string {
  const { data, keyword, parentSchema } = error
  if (keyword === 'type' && property(parentSchema, 'type') === 'string' && data !== null) {
    return typeof data === 'object'
      ? 'Put the text in quotes: a bare { or [ begins a map or a list.'
      : `Put it in quotes: "${JSON.stringify(data)}".`
  }
  const name = keys.findLast((key) => typeof key === 'string')
  if (name !== undefined && typeof keys.at(-1) === 'number')
    return `Write, for example, \`${firstExample(parentSchema)}\` as the entry.`
  if (name !== undefined) return `Write, for example, ${example(parentSchema, name)}.`
  const [first = ''] = strings(property(parentSchema, 'required'))
  return `Write keys and values, beginning with ${example(property(property(parentSchema, 'properties'), first), first)}.`
}

/** A key and the first example of its schema, as one line of YAML. */
export function example(schema: unknown, key: string): string {
  return `\`${key}: ${firstExample(schema)}\``
}

function firstExample(schema: unknown): string {
  const examples: unknown = property(schema, 'examples')
  const first: unknown = Array.isArray(examples) ? examples[0] : undefined
  return typeof first === 'string' && /^[\w./-]+$/.test(first) ? first : flow(first)
}

/** A value as one line of YAML. */
function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (Object.keys(value).length === 0) return '{}'
  return `{ ${Object.entries(value)
    .map(([key, entry]) => `${key}: ${flow(entry)}`)
    .join(', ')} }`
}

/** The texts of a list. */
export const strings = (values: unknown) => (Array.isArray(values) ? values.map(String) : [])

/** A property of something that may not have any. */
export function property(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
}
