import { readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { readFolder } from '../suite/readFolder.ts'
import { taskFacts } from './taskFacts.ts'

const folder = fileURLToPath(new URL('../../fixtures/suites/valid', import.meta.url))
const { study, tasks } = readFolder(path.join(folder, 'study.yaml'))

test('exposure is what the task says, 0 where pretraining never showed it, and absent where that is not known', () => {
  const exposures = taskFacts(tasks, study.models).map(({ task, exposure }) => [task, exposure])
  expect(exposures).toEqual([
    ['numbers/add', { tiny: 0 }],
    ['closed-book/colour', {}],
    ['nli/kind', { tiny: 640 }],
  ])
})

test('a base model with a table of its own is known by that table alone', () => {
  const table: unknown = JSON.parse(readFileSync(path.join(folder, '../exposure.json'), 'utf8'))
  expect(table).toEqual({ itemsPerMillionTokens: { 'nli/kind': 12.5 } })
  const models = study.models.flatMap((model) => [model, { ...model, name: 'other', exposure: { 'nli/kind': 12.5 } }])
  expect(taskFacts(tasks, models).map(({ exposure }) => exposure)).toEqual([
    { tiny: 0 },
    {},
    { tiny: 640, other: 12.5 },
  ])
})
