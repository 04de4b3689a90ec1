import { createHash } from 'node:crypto'

/**
 * SHA-256, in hex, of a plain JSON value. Key order counts, as written in the code that builds the value: a warm run hashes
 * thousands of prompts, and sorting their keys took longer than reading their results.
 */
export function fingerprint(value: Plain): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex')
}

/** JSON without undefined values or functions. Numbers must be finite: JSON would write another value in their place. */
export type Plain = string | number | boolean | readonly Plain[] | { readonly [key: string]: Plain }
