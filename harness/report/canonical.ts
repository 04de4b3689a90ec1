import schema from './report.schema.json' with { type: 'json' }
import type { Report } from './report.generated.ts'

/**
 * The bytes of a report: keys in the order of the schema, two spaces, lists of plain values on one line, a final newline.
 *
 * Equal reports give equal bytes, whatever order their keys were made in.
 */
export function canonicalReport(report: Report): string {
  return `${write(report, schema, '')}\n`
}

type Json = Readonly<Record<string, unknown>>

function write(value: unknown, node: Json, indent: string): string {
  const inner = `${indent}  `
  if (Array.isArray(value)) {
    const parts = value.map((entry: unknown) => write(entry, under(resolve(node, value), 'items'), inner))
    if (value.every((entry) => typeof entry !== 'object')) return `[${parts.join(', ')}]`
    return `[\n${parts.map((part) => inner + part).join(',\n')}\n${indent}]`
  }
  if (isRecord(value)) {
    const properties = under(resolve(node, value), 'properties')
    const rank = new Map(Object.keys(properties).map((key, index) => [key, index]))
    const last = rank.size
    const keys = Object.keys(value)
      .filter((key) => value[key] !== undefined)
      .sort((a, b) => (rank.get(a) ?? last) - (rank.get(b) ?? last) || (a < b ? -1 : 1))
    if (keys.length === 0) return '{}'
    const parts = keys.map(
      (key) => `${inner}${JSON.stringify(key)}: ${write(value[key], under(properties, key), inner)}`,
    )
    return `{\n${parts.join(',\n')}\n${indent}}`
  }
  return scalar(value)
}

/** JSON would turn NaN into null without a word. */
function scalar(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value)) return JSON.stringify(value)
  throw new TypeError(`a report holds strings, booleans and finite numbers; found ${String(value)}`)
}

/** Follows references, and picks the alternative whose `state` is the value's. */
function resolve(node: Json, value: unknown): Json {
  if (typeof node['$ref'] === 'string') {
    return resolve(under(schema.definitions, node['$ref'].replace('#/definitions/', '')), value)
  }
  if (!Array.isArray(node['oneOf']) || !isRecord(value)) return node
  const alternatives = node['oneOf'].filter(isRecord).map((alternative) => resolve(alternative, value))
  return (
    alternatives.find((alternative) => allows(under(under(alternative, 'properties'), 'state'), value['state'])) ?? node
  )
}

function allows(node: Json, state: unknown): boolean {
  return node['const'] === state || (Array.isArray(node['enum']) && node['enum'].includes(state))
}

function under(node: Json, key: string): Json {
  const value = node[key]
  return isRecord(value) ? value : {}
}

function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
