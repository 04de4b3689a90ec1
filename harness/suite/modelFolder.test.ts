import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { baseFiles, modelFolderProblems, tunedKind } from './modelFolder.ts'
import { readYaml } from './readYaml.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'kshot-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

const { file } = readYaml('/suites/study.yaml', 'models: [{ name: a, path: model }]\n')
const problems = (...names: string[]) => {
  for (const name of names) writeFileSync(path.join(folder, name), '')
  return modelFolderProblems(file, ['models', 0, 'path'], folder, baseFiles).map(({ what }) => what)
}

test.each([
  ['in one file', 'model.safetensors'],
  ['in shards that an index names', 'model.safetensors.index.json'],
])('a model folder with its weights %s is accepted', (_, weights) => {
  expect(problems('config.json', 'tokenizer.json', weights)).toEqual([])
})

test('a model folder with a shard but no index is refused by both names', () => {
  expect(problems('config.json', 'tokenizer.json', 'model-00001-of-00002.safetensors')).toEqual([
    '`models[0].path` names a folder without model.safetensors or model.safetensors.index.json',
  ])
})

test('a tuned folder with a configuration of its own is a whole checkpoint, and anything else an adapter', () => {
  expect(tunedKind(folder)).toBe('adapter')
  writeFileSync(path.join(folder, 'config.json'), '{}')
  expect(tunedKind(folder)).toBe('checkpoint')
  writeFileSync(path.join(folder, 'adapter_config.json'), '{}')
  expect(tunedKind(folder)).toBe('adapter')
})
