import { createHash } from 'node:crypto'

/** SHA-256, in hex, of a plain JSON value; the order of keys does not matter, the order of lists does. */
export function fingerprint(value: Plain): string {
  return createHash('sha256').update(canonical(value)).digest('hex')
}

/** JSON without undefined values, functions or numbers that JSON cannot hold. */
export type Plain = string | number | boolean | readonly Plain[] | { readonly [key: string]: Plain }

function canonical(value: Plain): string {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new TypeError(`a fingerprint cannot hold ${value}`)
  if (typeof value !== 'object') return JSON.stringify(value)
  if (isList(value)) return `[${value.map(canonical).join(',')}]`
  const pairs = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${pairs.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join(',')}}`
}

function isList(value: Plain): value is readonly Plain[] {
  return Array.isArray(value)
}
