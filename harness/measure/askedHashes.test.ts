import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { checkFolder } from '../dataset/checkFolder.ts'
import { wrapsOf } from '../prompt/wrap.ts'
import { cellsUnder } from '../study/cells.ts'
import type { Condition } from '../suite/study.ts'
import { askedHashes } from './askedHashes.ts'

const { study, tasks, datasets } = checkFolder(
  fileURLToPath(new URL('../../fixtures/suites/valid/study.yaml', import.meta.url)),
)

/** The hashes of a task's items under a condition of the study, changed in some parts. */
function hashes(name: string, changed: Partial<Condition> = {}): string[] {
  const condition = study.conditions.find((each) => each.name === name)
  const [task, dataset, model] = [tasks[1], datasets[1], study.models[0]]
  if (condition === undefined || task === undefined || dataset === undefined || model === undefined)
    throw new Error(`the study has no ${name}`)
  const [cell] = cellsUnder({ ...condition, ...changed }, model)
  if (cell === undefined) throw new Error(`${name} asks nobody`)
  return askedHashes(dataset.items, 0, { task, dataset, cell, study, wraps: wrapsOf(study.recipes) })
}

const CHANGES: Partial<Condition>[] = [
  { wording: 'level-3' },
  { options: 'lettered-upper' },
  { fields: 'unified' },
  { suffix: 'Stop.' },
  { exemplars: { from: 'recipe', recipe: 'samplegen', shots: 2, restatement: 'own' } },
]

test.each(CHANGES)('a record of written exemplars does not fit a gate that asks with %j', (changed) => {
  const [before, after] = [hashes('samplegen-pipeline'), hashes('samplegen-pipeline', changed)]
  expect(after.filter((hash) => before.includes(hash))).toEqual([])
})

test.each(CHANGES.slice(0, 4))('a record of drawn exemplars does not fit a gate that asks with %j', (changed) => {
  const [before, after] = [hashes('gold-2'), hashes('gold-2', changed)]
  expect(after.filter((hash) => before.includes(hash))).toEqual([])
})

test('the name of a condition is of no account', () => {
  expect(hashes('samplegen-pipeline', { name: 'other' })).toEqual(hashes('samplegen-pipeline'))
})
