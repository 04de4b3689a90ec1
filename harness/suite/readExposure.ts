import { readFileSync } from 'node:fs'
import path from 'node:path'
import { nearestSibling } from './modelFolder.ts'
import type { Problem } from './problem.ts'
import { problemIn } from './readYaml.ts'
import type { SuiteFile } from './suiteFile.ts'
import { shown } from './words.ts'

/**
 * How often the pretraining text of a base model showed each task: the file that a study names at a path of keys, relative to itself.
 * `{ "itemsPerMillionTokens": { "nli/kind": 640, … } }`; other keys are left alone.
 */
export function readExposure(
  study: SuiteFile,
  keys: readonly (string | number)[],
  name: string,
): { rates: Record<string, number>; problems: Problem[] } {
  const file = path.resolve(path.dirname(study.path), name)
  const refused = (found: string, rest: Partial<Problem> = {}) => ({
    rates: {},
    problems: [
      problemIn(study, keys, {
        what: 'names no table of exposures',
        expected: 'a JSON file like { "itemsPerMillionTokens": { "nli/kind": 640 } }, relative to this file',
        found,
        todo: 'Correct the path, or write the file.',
        ...rest,
      }),
    ],
  })
  const text = textOf(file)
  if (text === undefined) return refused(`no file at ${name}`, nearestSibling(file))
  const table = tableOf(text)
  if (table === undefined) return refused(`${name}, which has no such table`)
  const rates: Record<string, number> = {}
  for (const [task, rate] of Object.entries(table)) {
    if (typeof rate !== 'number' || rate < 0) {
      return refused(`${task}: ${shown(rate)}`, { todo: 'Write a number of items, 0 for a task that was never shown.' })
    }
    rates[task] = rate
  }
  return { rates, problems: [] }
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

function tableOf(text: string): object | undefined {
  try {
    const data: unknown = JSON.parse(text)
    if (typeof data !== 'object' || data === null || !('itemsPerMillionTokens' in data)) return undefined
    const { itemsPerMillionTokens: table } = data
    return typeof table === 'object' && table !== null ? table : undefined
  } catch {
    return undefined
  }
}
