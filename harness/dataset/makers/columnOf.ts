import { type Fault, valueAt } from '../columns.ts'

type Values = Readonly<Record<string, unknown>>

/** The text in a column, or the fault that there is none. */
export function textAt(values: Values, path: string): string | Fault {
  const found = valueAt(values, path)
  return typeof found === 'string' ? found : { path, expected: 'a text', found }
}

/** The texts in a column that holds a list of them, or the fault that it does not. */
export function textsAt(values: Values, path: string): string[] | Fault {
  const found = valueAt(values, path)
  const texts = Array.isArray(found) ? found.filter((entry) => typeof entry === 'string') : []
  return Array.isArray(found) && texts.length === found.length ? texts : { path, expected: 'a list of texts', found }
}

/** Whether something is a fault and not what was asked for. */
export function isFault(found: object | string | number): found is Fault {
  return typeof found === 'object' && 'expected' in found && 'path' in found
}
