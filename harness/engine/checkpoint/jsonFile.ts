import { readFileSync } from 'node:fs'

/** A JSON object with its place, whose readers refuse a wrong value by file, key, what was expected and what was found. */
export interface JsonFile {
  /** The file, and the key of the object when it is not the whole file. */
  file: string
  keys: () => string[]
  value: (key: string) => unknown
  /** The value of a key, which must be one of `known` (scalars). */
  require: (key: string, known: readonly unknown[]) => unknown
  /** A whole number of at least 1; `otherwise` stands for an absent key. */
  count: (key: string, otherwise?: number) => number
  /** As `count`, but 0 will do. */
  wholeNumber: (key: string) => number
  positive: (key: string, otherwise?: number) => number
  /** The object under a key; undefined when the key is absent or null. */
  object: (key: string) => JsonFile | undefined
  empty: (key: string) => JsonFile
  /** The same object, in which absent keys have these values. */
  withDefaults: (defaults: Readonly<Record<string, unknown>>) => JsonFile
}

/** Reads a file that must hold one JSON object. */
export function readJson(file: string): JsonFile {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    throw new Error(
      `${file} is missing: expected a model folder in Hugging Face layout. Check the path in the study file.`,
    )
  }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new Error(`${file} is not JSON: ${error instanceof Error ? error.message : String(error)}.`)
  }
  if (!isObject(value)) throw new Error(`${file} must hold a JSON object, found ${JSON.stringify(value)}.`)
  return jsonObject(file, value)
}

function jsonObject(file: string, entries: Record<string, unknown>): JsonFile {
  const number = (
    key: string,
    otherwise: number | undefined,
    expected: string,
    fits: (n: number) => boolean,
  ): number => {
    const found = entries[key] ?? otherwise
    if (typeof found === 'number' && fits(found)) return found
    throw new Error(
      `${file}: ${key} must be ${expected}, found ${found === undefined ? 'nothing' : JSON.stringify(found)}.`,
    )
  }
  const object = (key: string): JsonFile | undefined => {
    const found = entries[key]
    if (found === undefined || found === null) return undefined
    if (isObject(found)) return jsonObject(`${file}: ${key}`, found)
    throw new Error(`${file}: ${key} must be an object, found ${JSON.stringify(found)}.`)
  }
  return {
    file,
    keys: () => Object.keys(entries),
    value: (key) => entries[key],
    require: (key, known) => {
      const found = entries[key]
      if (known.includes(found)) return found
      const names = known.map((k) => (k === undefined ? 'absent' : JSON.stringify(k))).join(', ')
      throw new Error(`${file}: ${key} is ${JSON.stringify(found)}; known: ${names}.`)
    },
    count: (key, otherwise) =>
      number(key, otherwise, 'a whole number of at least 1', (n) => Number.isSafeInteger(n) && n >= 1),
    wholeNumber: (key) => number(key, undefined, 'a whole number', (n) => Number.isSafeInteger(n) && n >= 0),
    positive: (key, otherwise) => number(key, otherwise, 'a positive number', (n) => Number.isFinite(n) && n > 0),
    object,
    empty: (key) => jsonObject(`${file}: ${key}`, {}),
    withDefaults: (defaults) => jsonObject(file, { ...defaults, ...entries }),
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
