import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { readFolder } from '../suite/readFolder.ts'
import { readHypothesis } from '../suite/readHypothesis.ts'
import { askedCells } from './askedCells.ts'
import { derivedConditions } from './derivedConditions.ts'

const folder = fileURLToPath(new URL('../../fixtures/suites/valid/', import.meta.url))
const suites = readFolder(`${folder}study.yaml`)
const claim = (relation: string) =>
  readHypothesis(
    `${folder}a.hypothesis.yaml`,
    `hypothesis: A\nclaim: A claim.\nfamily: one\n${relation}\nexpect: supported\n`,
    suites.study,
  )
const artefacts = claim('artefacts: { x: gold-2, y: flan, over: [nli/kind], items: 3, defects: [two-parsers] }')

test('a claim about defects asks conditions that the study does not name', () => {
  expect(derivedConditions([artefacts, artefacts], suites.study)).toMatchObject([
    { name: 'gold-2 + free-answers on 3 items', weights: 'base', items: 3, defects: ['free-answers'] },
    { name: 'flan + free-answers on 3 items', weights: { recipe: 'flan' }, items: 3 },
    { name: 'gold-2 + free-answers + two-parsers on 3 items', defects: ['free-answers', 'two-parsers'] },
    { name: 'flan + free-answers + two-parsers on 3 items', cue: true },
  ])
})

test('only answers that are written are asked of fewer items', () => {
  const again = claim('artefacts: { x: gold-2, y: flan, over: all tasks, items: 3, defects: [one-reference] }')
  expect(derivedConditions([again], suites.study)).toMatchObject([
    { name: 'gold-2 + one-reference', items: 4 },
    { name: 'flan + one-reference', items: 4 },
  ])
})

test('and no other claim does', () => {
  expect(derivedConditions(suites.hypotheses, suites.study)).toEqual([])
})

test('its cells are those of its own conditions, and of these, on its tasks alone', () => {
  const asked = askedCells([artefacts], suites)
  expect(asked.map(({ task, cell }) => `${task.name} ${cell.condition.name}`)).toEqual([
    'nli/kind gold-2',
    'nli/kind flan',
    'nli/kind gold-2 + free-answers on 3 items',
    'nli/kind flan + free-answers on 3 items',
    'nli/kind gold-2 + free-answers + two-parsers on 3 items',
    'nli/kind flan + free-answers + two-parsers on 3 items',
  ])
})
