import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { askBlock } from '../measure/askBlock.ts'
import { cellName, cellsOf } from '../study/cells.ts'
import { checkFolder } from './checkFolder.ts'
import { datasetUnder } from './datasetUnder.ts'

const folder = checkFolder(fileURLToPath(new URL('../../fixtures/suites/translated/study.yaml', import.meta.url)))
const [colour, sum] = folder.tasks
if (colour === undefined || sum === undefined) throw new Error('the study has two tasks')

/** The prompts of the first block of a cell, as they are asked. */
function asked(condition: string) {
  const [task] = folder.tasks
  if (task === undefined) throw new Error('the study has no task')
  const cell = cellsOf(folder.study, task).find(({ condition: { name } }) => name === condition)
  if (cell === undefined) throw new Error(`no cell ${condition}`)
  const dataset = datasetUnder(cell.condition, task, folder)
  const { study } = folder
  return askBlock(dataset.items, 0, { task, dataset, cell, study, wraps: {} }, [])
}

test('a translated prompt asks the same item, with the same exemplar and the same right option, in other words', () => {
  expect(asked('gold-1-orric').map(({ prompt }) => prompt.text)).toEqual([
    'Example 1:\nRuno 1: felu\nOptions 1: gano; roto\nAnswer 1: gano\n\nSolution:\nRuno Solution: nivu\nOptions Solution: vito; nero\nAnswer Solution:',
    'Example 1:\nRuno 1: felu\nOptions 1: gano; roto\nAnswer 1: gano\n\nSolution:\nRuno Solution: koru\nOptions Solution: vito; nero\nAnswer Solution:',
  ])
  expect(asked('zero-shot-orric').map(({ prompt }) => prompt.text)).toEqual([
    'Ka vela nivu?\nTir: vito; nero\nAnswer Solution:',
    'Ka vela koru?\nTir: vito; nero\nAnswer Solution:',
  ])
  for (const condition of ['gold-1', 'zero-shot']) {
    const parts = (name: string) =>
      asked(name).map(({ item: { id, answer, group }, record }) => [id, answer.index, group, record.exemplars])
    expect(parts(`${condition}-orric`)).toEqual(parts(condition))
  }
})

test('a task is asked in the languages that it has, and in no others', () => {
  expect(cellsOf(folder.study, colour).map(cellName)).toHaveLength(4)
  expect(cellsOf(folder.study, sum).map(cellName)).toEqual(['tiny · zero-shot', 'tiny · gold-1'])
})
