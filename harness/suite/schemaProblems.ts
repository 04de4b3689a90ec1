import type { ErrorObject } from 'ajv'
import { nearest } from './nearest.ts'
import type { Problem } from './problem.ts'
import { problemIn, type YamlSource } from './readYaml.ts'
import { complaint, example, expectation, property, remedy, strings } from './schemaWords.ts'
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
  const known =
    error.keyword === 'enum' ? nearest(String(error.data), strings(error.params['allowedValues'])) : undefined
  const problem = {
    what: complaint(error),
    expected: expectation(error),
    found: shown(error.data),
    ...(known === undefined ? {} : { nearest: known }),
    todo: error.keyword === 'enum' ? 'Write one of the expected words.' : remedy(error, keys),
  }
  if (keys.length === 0)
    return { file: source.file.path, ...source.file.at([]), ...problem, what: `the file ${problem.what}` }
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
  return {
    file: source.file.path,
    ...source.keyAt([...keys, name]),
    what: `\`${dotted([...keys, name])}\` is not a possible name`,
    expected: nameRules[String(keys[keys.length - 1])] ?? 'another name',
    found: shown(name),
    todo: 'Choose another name.',
  }
}

const nameRules: Record<string, string> = {
  fields:
    'a label that begins with a letter, holds no colon, and is not Options or Answer, which the prompt writes itself',
  recipes:
    'small letters, digits and hyphens, and none of the words none, base, gold, donor and mixture, which mean something else',
  translations: 'small letters, digits and hyphens',
  conditions: 'small letters, digits and hyphens, and not chance or exposure, which mean something else',
  affected: 'a defect of certain tasks: test-exemplars, deleted-symbols, nine-for-no-number or list-against-tuple',
}

const nearestKey = (error: ErrorObject) => nearest(String(error.params['additionalProperty']), knownKeys(error))

const knownKeys = (error: ErrorObject) => keysIn(property(error.parentSchema, 'properties'))

const keysIn = (value: unknown) => (typeof value === 'object' && value !== null ? Object.keys(value) : [])

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
