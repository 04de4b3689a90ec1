import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { checkFolder } from '../dataset/checkFolder.ts'
import { otherRows } from '../dataset/datasetUnder.ts'
import { cellsOf } from '../study/cells.ts'
import { promptPair, rewrittenPrompts } from './rewrittenPrompts.ts'

const folder = checkFolder(fileURLToPath(new URL('../../suites/properties/study.yaml', import.meta.url)))

test('an exemplar of another task stands where the own one stood, under the name of its task', () => {
  const index = folder.tasks.findIndex(({ name }) => name === 'nli/kind')
  const [task, dataset] = [folder.tasks[index], folder.datasets[index]]
  const { study } = folder
  const cell = task && cellsOf(study, task).find(({ condition }) => condition.name === 'gold-4')
  if (task === undefined || dataset === undefined || cell === undefined) throw new Error('the study has no such cell')
  const others = otherRows(cell.condition, task, folder)
  const subject = { task, dataset, cell, study, wraps: {}, items: dataset.items, others }
  const [item, other] = [dataset.items[0], others[3]]
  if (item === undefined || other === undefined) throw new Error('the study has too few rows')

  const corruption = [{ kind: 'other-task', exemplar: 0, row: 3 }]
  const one = {
    item: `nli/kind#${item.id}`,
    plan: [{ rewrite: 'exemplar-corruption' as const, changes: corruption }],
  }
  const { words, before, after } = promptPair(rewrittenPrompts([subject])(one), one)
  expect(words).toBe(`exemplar 1 is ${other.id}`)
  expect(other.id).toMatch(/^commonsense\/use#/u)
  const [firstBefore = '', ...restBefore] = before.split('\n\n')
  const [first = '', ...rest] = after.split('\n\n')
  expect(rest).toEqual(restBefore)
  expect(first).not.toBe(firstBefore)
  for (const { label, value } of other.fields) expect(first).toContain(`${label} 1: ${value}`)
  expect(first).toContain(`Answer 1: ${other.answer.text}`)
})
