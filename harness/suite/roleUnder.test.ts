import { expect, test } from 'vitest'
import { roleUnder } from './roleUnder.ts'

const tasks = [
  { name: 'nli/kind', cluster: 'nli', role: 'trained' },
  { name: 'nli/query', cluster: 'nli', role: 'held-out' },
  { name: 'misc/gate', cluster: 'misc', role: 'untouched' },
  { name: 'misc/sum', cluster: 'misc', role: 'untouched' },
] as const

const under = (tunedOn?: string[]) => tasks.map((task) => roleUnder(tunedOn, task, tasks))

test('a task has its own role under a recipe that does not say what it was tuned on', () => {
  expect(under()).toEqual(['trained', 'held-out', 'untouched', 'untouched'])
})

test('a task has the role that the tasks of a recipe give it and its cluster', () => {
  expect(under(['nli/query'])).toEqual(['held-out', 'trained', 'untouched', 'untouched'])
  expect(under(['misc/gate'])).toEqual(['untouched', 'untouched', 'trained', 'held-out'])
})

test('a role that is not known stays so', () => {
  expect(roleUnder(['nli/kind'], { name: 'nli/x', cluster: 'nli', role: 'unknown' }, [])).toBe('unknown')
})
