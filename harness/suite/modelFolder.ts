import { existsSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { nearest } from './nearest.ts'
import type { Problem } from './problem.ts'
import { problemIn } from './readYaml.ts'
import type { SuiteFile } from './suiteFile.ts'

/** What a base model's folder must hold. */
export const baseFiles = ['config.json', 'model.safetensors', 'tokenizer.json']

/** What an adapter's folder must hold. */
export const adapterFiles = ['adapter_config.json', 'adapter_model.safetensors']

/** The problem, if any, with the model folder that a study names at a path of keys. */
export function modelFolderProblems(
  file: SuiteFile,
  keys: readonly (string | number)[],
  folder: string,
  wanted: readonly string[],
): Problem[] {
  const shownPath = path.relative(path.dirname(file.path), folder) || '.'
  if (!existsSync(folder)) {
    return [
      problemIn(file, keys, {
        what: 'names a folder that does not exist',
        expected: `a folder that holds ${wanted.join(', ')}`,
        found: `nothing at ${shownPath}`,
        ...nearestSibling(folder),
        todo: 'Correct the path; it is relative to the folder of the study file.',
      }),
    ]
  }
  const missing = wanted.filter((name) => !existsSync(path.join(folder, name)))
  if (missing.length === 0) return []
  const present = statSync(folder).isDirectory() ? readdirSync(folder).sort() : undefined
  return [
    problemIn(file, keys, {
      what: `names a folder without ${missing.join(', ')}`,
      expected: `a folder that holds ${wanted.join(', ')}`,
      found: present === undefined ? 'a file' : present.join(', ') || 'an empty folder',
      todo: 'Name the folder that save_pretrained wrote, with safe serialisation, or copy the missing file into it.',
    }),
  ]
}

/** The name beside a missing path that it most likely stands for, relative to nothing but its own folder. */
export function nearestSibling(missing: string): { nearest?: string } {
  const folder = path.dirname(missing)
  const known = existsSync(folder) ? nearest(path.basename(missing), readdirSync(folder).sort()) : undefined
  return known === undefined ? {} : { nearest: known }
}
