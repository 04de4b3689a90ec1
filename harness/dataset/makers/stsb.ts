import type { Fault } from '../columns.ts'

/** The similarity from 0 to 5 as the nearest whole number, halves upward; the source cuts its decimals off. */
export function stsb({ label }: Readonly<Record<string, unknown>>): Record<string, unknown> | Fault {
  if (typeof label !== 'number' || label < 0 || label > 5)
    return { path: 'label', expected: 'a number from 0 to 5: -1 is a hidden label', found: label }
  return { similarity: String(Math.floor(label + 0.5)) }
}
