import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { checkFolder } from '../dataset/checkFolder.ts'
import { itemWith } from '../prompt/itemWith.fixture.ts'
import { alsoTested } from './alsoTested.ts'

const lab = checkFolder(fileURLToPath(new URL('../../suites/lab/study.yaml', import.meta.url)))

test('a row in the words and with the answer of another task is found, whatever its fields are called', () => {
  const said = (label: string, answer: string) =>
    itemWith({ id: label, fields: [{ label, value: 'a dog' }], answer: { text: answer } })
  const [first, second] = lab.tasks
  if (first === undefined || second === undefined) throw new Error('the lab has no two tasks')
  const folder = {
    ...lab,
    tasks: [first, second],
    datasets: [
      { items: [], exemplars: [] },
      { items: [said('Fact', 'yes')], exemplars: [] },
    ],
  }
  const used = (answer: string) => new Map([[first.name, new Set([said('Premise', answer)])]])
  expect(alsoTested(used('yes'), folder)).toEqual([{ task: first.name, testedBy: second.name, rows: 1 }])
  expect(alsoTested(used('no'), folder)).toEqual([])
})
