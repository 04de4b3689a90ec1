import type { ErrorObject } from 'ajv'
import { nearest } from './nearest.ts'
import type { Problem } from './problem.ts'
import { problemIn, type YamlSource } from './readYaml.ts'
import { dotted, either, shown } from './words.ts'

type Key = string | number

/** What Ajv found (with `verbose`), as problems at their places in the file; what to write comes from the schema's own examples. */
export function schemaProblems(errors: readonly ErrorObject[], source: YamlSource): Problem[] {
  const problems = errors.map((error) => ({ error, keys: keysOf(error.instancePath, source.data) }))
  const misspelt = new Set(
    problems.flatMap(({ error, keys }) => {
      const meant = error.keyword === 'additionalProperties' ? nearestKey(error) : undefined
      return meant === undefined ? [] : [dotted([...keys, meant])]
    }),
  )
  return problems
    .filter(({ error, keys }) => !echoes(error, keys, misspelt))
    .map(({ error, keys }) => problemOf(error, keys, source))
    .sort((a, b) => a.line - b.line || a.column - b.column)
}

/** A missing key that stands there misspelt, and the summary that Ajv adds to each bad property name, are told once. */
function echoes(error: ErrorObject, keys: Key[], misspelt: Set<string>): boolean {
  if (error.keyword === 'propertyNames') return true
  return error.keyword === 'required' && misspelt.has(dotted([...keys, String(error.params['missingProperty'])]))
}

function problemOf(error: ErrorObject, keys: Key[], source: YamlSource): Problem {
  if (error.keyword === 'additionalProperties') return unknownKey(error, keys, source)
  if (error.keyword === 'required') return missingKey(error, keys, source)
  if (error.propertyName !== undefined) return badName(error, keys, source)
  const known = error.keyword === 'enum' ? nearest(String(error.data), strings(error.params['allowedValues'])) : undefined
  const problem = {
    what: complaint(error),
    expected: expectation(error),
    found: shown(error.data),
    ...(known === undefined ? {} : { nearest: known }),
    todo: error.keyword === 'enum' ? 'Write one of the expected words.' : remedy(error, keys),
  }
  if (keys.length === 0) return { file: source.file.path, ...source.file.at([]), ...problem, what: `the file ${problem.what}` }
  return problemIn(source.file, keys, problem)
}

function unknownKey(error: ErrorObject, keys: Key[], source: YamlSource): Problem {
  const key = String(error.params['additionalProperty'])
  const meant = nearestKey(error)
  return {
    file: source.file.path,
    ...source.keyAt([...keys, key]),
    what: `\`${dotted([...keys, key])}\` is not a known key`,
    expected: either(knownKeys(error)),
    found: key,
    ...(meant === undefined ? {} : { nearest: meant }),
    todo: meant === undefined ? 'Delete it: a key that nobody reads misleads.' : `Write \`${meant}\`, or delete it.`,
  }
}

function missingKey(error: ErrorObject, keys: Key[], source: YamlSource): Problem {
  const key = String(error.params['missingProperty'])
  const schema: unknown = property(property(error.parentSchema, 'properties'), key)
  return {
    file: source.file.path,
    ...source.file.at(keys),
    what: `\`${dotted([...keys, key])}\` is missing`,
    expected: String(property(schema, 'description')),
    found: `only ${keysIn(error.data).join(', ') || 'an empty map'}`,
    todo: `Add ${example(schema, key)}.`,
  }
}

function badName(error: ErrorObject, keys: Key[], source: YamlSource): Problem {
  const name = String(error.propertyName)
  const isLabel = keys[keys.length - 1] === 'fields'
  return {
    file: source.file.path,
    ...source.keyAt([...keys, name]),
    what: `\`${dotted([...keys, name])}\` is not a possible name`,
    expected: isLabel
      ? 'a label that begins with a letter, holds no colon, and is not Options or Answer, which the prompt writes itself'
      : 'small letters, digits and hyphens, and none of the words none, base, gold and chance',
    found: shown(name),
    todo: 'Choose another name.',
  }
}

function complaint(error: ErrorObject): string {
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

function expectation(error: ErrorObject): string {
  const { params, parentSchema } = error
  if (error.keyword === 'type') {
    const types: unknown = params['type']
    return either((Array.isArray(types) ? types : String(types).split(',')).map((type) => typeWords[String(type)] ?? String(type)))
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
    return value === undefined ? [] : [`${words} ${String(value)}`]
  }
  const bounds = [
    ...bound('minimum', 'at least'),
    ...bound('exclusiveMinimum', 'above'),
    ...bound('maximum', 'at most'),
    ...bound('exclusiveMaximum', 'below'),
  ]
  return `a number ${bounds.join(' and ')}`
}

function remedy(error: ErrorObject, keys: Key[]): string {
  if (error.keyword === 'type' && property(error.parentSchema, 'type') === 'string' && typeof error.data !== 'object') {
    return `Put it in quotes: "${String(error.data)}".`
  }
  const name = keys.findLast((key) => typeof key === 'string')
  return name === undefined ? 'See the schema that its first line names.' : `Write, for example, ${example(error.parentSchema, String(name))}.`
}

function example(schema: unknown, key: string): string {
  const examples: unknown = property(schema, 'examples')
  const first: unknown = Array.isArray(examples) ? examples[0] : undefined
  return `\`${key}: ${typeof first === 'string' && /^[\w./-]+$/.test(first) ? first : flow(first)}\``
}

/** A value as one line of YAML. */
function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  return `{ ${Object.entries(value).map(([key, entry]) => `${key}: ${flow(entry)}`).join(', ')} }`
}

const nearestKey = (error: ErrorObject) => nearest(String(error.params['additionalProperty']), knownKeys(error))

const knownKeys = (error: ErrorObject) => keysIn(property(error.parentSchema, 'properties'))

const keysIn = (value: unknown) => (typeof value === 'object' && value !== null ? Object.keys(value) : [])

const strings = (values: unknown) => (Array.isArray(values) ? values.map(String) : [])

function property(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
}

/** Ajv's JSON pointer as keys; steps into a list are numbers. */
function keysOf(pointer: string, data: unknown): Key[] {
  let value = data
  return pointer
    .split('/')
    .slice(1)
    .map((step) => {
      const name = step.replaceAll('~1', '/').replaceAll('~0', '~')
      const key = Array.isArray(value) ? Number(name) : name
      value = property(value, name)
      return key
    })
}
