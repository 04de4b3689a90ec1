import { existsSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { nearest } from './nearest.ts'
import type { Problem } from './problem.ts'
import { problemIn } from './readYaml.ts'
import type { SuiteFile } from './suiteFile.ts'

/** What a base model's folder must hold: of each entry one file. Large models come in shards that an index names. */
export const baseFiles = [
  ['config.json'],
  ['model.safetensors', 'model.safetensors.index.json'],
  ['tokenizer.json'],
] as const

/** What an adapter's folder must hold. */
export const adapterFiles = [['adapter_config.json'], ['adapter_model.safetensors']] as const

/** What a tuned model's folder is: an adapter, unless it holds a model's own configuration and no adapter's. */
export function tunedKind(folder: string): 'adapter' | 'checkpoint' {
  const holds = (name: string) => existsSync(path.join(folder, name))
  return holds('config.json') && !holds('adapter_config.json') ? 'checkpoint' : 'adapter'
}

/** The problem, if any, with the model folder that a study names at a path of keys. */
export function modelFolderProblems(
  file: SuiteFile,
  keys: readonly (string | number)[],
  folder: string,
  wanted: readonly (readonly string[])[],
): Problem[] {
  const expected = `a folder that holds ${listed(wanted)}`
  const shownPath = path.relative(path.dirname(file.path), folder) || '.'
  if (!existsSync(folder)) {
    return [
      problemIn(file, keys, {
        what: 'names a folder that does not exist',
        expected,
        found: `nothing at ${shownPath}`,
        ...nearestSibling(folder),
        todo: 'Correct the path; it is relative to the folder of the study file.',
      }),
    ]
  }
  const missing = wanted.filter((names) => !names.some((name) => existsSync(path.join(folder, name))))
  if (missing.length === 0) return []
  const present = statSync(folder).isDirectory() ? readdirSync(folder).sort() : undefined
  return [
    problemIn(file, keys, {
      what: `names a folder without ${listed(missing)}`,
      expected,
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

function listed(files: readonly (readonly string[])[]): string {
  return files.map((names) => names.join(' or ')).join(', ')
}
