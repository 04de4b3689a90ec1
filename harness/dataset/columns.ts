import type { Column } from '../suite/layout.ts'
import { either, shown } from '../suite/words.ts'

/** Why a column gives no field: what stands there, and what should. `path` names the column. */
export interface Fault {
  path: string
  expected: string
  found: unknown
}

type Values = Readonly<Record<string, unknown>>

/** The value at a path of columns and list places; undefined where there is none. */
export function valueAt(values: Values, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, key) =>
        typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined,
      values,
    )
}

/** What a field is, made of the columns of one row. */
export function fieldOf(values: Values, column: Column): { value: unknown } | Fault {
  if (column.kind === 'list') return listOf(values, column.paths)
  const found = valueAt(values, column.path)
  switch (column.kind) {
    case 'value':
      return found === undefined || found === null
        ? { path: column.path, expected: 'a value', found }
        : { value: found }
    case 'class':
      return classOf(found, column)
    case 'place':
      return placeOf(values, found, column)
    case 'join':
      return joined(found, column)
  }
}

/** A list of the texts in some columns, each once: a data set may tell the same right answer twice. */
function listOf(values: Values, paths: readonly string[]): { value: string[] } | Fault {
  const list: string[] = []
  for (const path of paths) {
    const found = valueAt(values, path)
    const texts = Array.isArray(found) ? found : [found]
    for (const text of texts as unknown[]) {
      if (typeof text !== 'string') return { path, expected: 'a text, or a list of texts', found }
      list.push(text)
    }
  }
  return { value: [...new Set(list)] }
}

/** Exports hold a class as its number or as its name; test splits without labels hold -1. */
function classOf(found: unknown, { path, names }: Extract<Column, { kind: 'class' }>): { value: number } | Fault {
  const place = typeof found === 'number' ? found : names.indexOf(String(found))
  if (names[place] !== undefined) return { value: place }
  return { path, expected: `a class from 0 to ${names.length - 1} (${names.join(', ')}): -1 is a hidden label`, found }
}

function placeOf(
  values: Values,
  found: unknown,
  { path, among }: Extract<Column, { kind: 'place' }>,
): { value: number } | Fault {
  const list: unknown = typeof among === 'string' ? valueAt(values, among) : among
  if (!Array.isArray(list)) return { path: String(among), expected: 'a list', found: list }
  const place = list.indexOf(found)
  return place < 0 ? { path, expected: either(list.map(shown)), found } : { value: place }
}

function joined(found: unknown, { path, with: between }: Extract<Column, { kind: 'join' }>): { value: string } | Fault {
  const parts =
    typeof found === 'string'
      ? found.split('\n').map((line) => line.trim())
      : typeof found === 'object' && found !== null
        ? (Object.values(found) as unknown[])
        : []
  const texts = parts.filter((part) => typeof part === 'string').filter((part) => part !== '')
  return texts.length === 0
    ? { path, expected: 'a text, or texts in a list or map', found }
    : { value: texts.join(between) }
}
