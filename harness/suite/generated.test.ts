import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { generateTypes, kinds } from './generate.ts'

test.each(kinds)('the types of a %s file are those of its schema', async (kind) => {
  const committed = readFileSync(fileURLToPath(new URL(`${kind}.generated.ts`, import.meta.url)), 'utf8')
  expect(await generateTypes(kind)).toBe(committed)
})

test.each(kinds)('every property of a %s file is described and shown by example', async (kind) => {
  const schema: unknown = JSON.parse(
    readFileSync(fileURLToPath(new URL(`${kind}.schema.json`, import.meta.url)), 'utf8'),
  )
  expect(bare(schema, kind)).toEqual([])
})

/** Paths of the properties that lack a description or examples. */
function bare(schema: unknown, path: string): string[] {
  if (!isObject(schema)) return []
  const { properties, additionalProperties, items } = schema
  const children: [string, unknown][] = [
    ...Object.entries(isObject(properties) ? properties : {}),
    ['*', additionalProperties],
    ['[]', items],
  ]
  return children.flatMap(([key, child]) => {
    if (!isObject(child)) return []
    const isTold = typeof child['description'] === 'string' && Array.isArray(child['examples'])
    return [...(isTold ? [] : [`${path}.${key}`]), ...bare(child, `${path}.${key}`)]
  })
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
