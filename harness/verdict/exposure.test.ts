import { expect, test } from 'vitest'
import { STRONG } from '../../fixtures/simulated/strong.ts'
import { H1_RELATION, simulateStudy } from '../../fixtures/simulated/study.ts'
import type { CellScores } from '../measure/cell.ts'
import { collectCells, type TaskFacts } from './collect.ts'
import { partialOf } from './partial.ts'
import { sampleTasks } from './sample.ts'

/** Both conditions follow the third alike, and nothing else: they correlate by .64, and given the third not at all. */
const FOLLOWING = { xy: 0.64, xz: 0.8, yz: 0.8 }
const clusters = Array.from({ length: 40 }, () => 4)
const study = simulateStudy({ ...STRONG, clusters, items: 200, correlation: FOLLOWING }, 5)

/** The partial correlation given exposure of the tasks as `exposed` has it. */
function given(exposed: (task: TaskFacts, index: number) => Record<string, number>) {
  const tasks = study.tasks.map((task, index) => ({ ...task, exposure: exposed(task, index) }))
  const collected = collectCells(H1_RELATION, tasks, study.cells, 'lab')
  if (collected.state === 'faulty') throw new Error(collected.faults.join('; '))
  const sample = sampleTasks(collected.tasks, ['gold-4', 'flan', 'exposure'])
  return sample.state === 'undefined' ? sample : partialOf(sample, 0.95)
}

test('an association is explained where exposure is what both conditions follow', () => {
  const found = given((task) => ({ lab: Math.expm1(4 + 3 * third(task)) }))
  if (found.state === 'undefined') throw new Error(found.reason)
  expect(Math.abs(found.value)).toBeLessThan(0.2)
})

test('an association stays where exposure has nothing to do with it', () => {
  const found = given((_, index) => ({ lab: (index * 37) % 11 }))
  if (found.state === 'undefined') throw new Error(found.reason)
  expect(found.value).toBeGreaterThan(0.5)
})

test('a task whose exposure is not known for the base model leaves nothing to say, and is named', () => {
  expect(given((_, index) => (index === 3 ? { other: 1 } : { lab: index }))).toEqual({
    state: 'undefined',
    reason: 'task cluster1/task4: how often pretraining showed it is not known',
  })
})

/** The score under the third condition, 0 at chance and 1 when all is right. */
function third({ task }: TaskFacts): number {
  const { scores, chance } = study.cells.find(isThird(task)) ?? { scores: [], chance: [] }
  const level = Number(chance[0])
  return (scores.reduce((sum, score) => sum + score, 0) / scores.length - level) / (1 - level)
}

const isThird = (name: string) => (cell: CellScores) => cell.task === name && cell.condition === 'zero-shot-cue'
