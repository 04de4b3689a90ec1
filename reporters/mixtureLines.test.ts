import { expect, test } from 'vitest'
import { assembleReport } from '../harness/report/assemble.ts'
import { sampleParts } from '../harness/report/sample.ts'
import { render } from './line.ts'
import { mixtureLines } from './mixtureLines.ts'

const parts = sampleParts()
const at = (mixtures: Record<string, string>) => {
  const recipes = Object.entries(mixtures).map(([name, mixture]) => ({ name, mixture }))
  return render(mixtureLines(assembleReport({ ...parts, study: { ...parts.study, recipes } }), 'lab', 80), false)
}

test('models that were tuned on several mixtures are told apart by their mean over held-out tasks', () => {
  expect(`\n${at({ flan: 'corrupted', samplegen: 'main' })}`).toMatchInlineSnapshot(`
    "
     mixtures  mean held-out, best first · samplegen (main) 55.0 ±42 ·
               flan (corrupted) 54.6 ±43
    "
  `)
})

test('one mixture, or none that the study names, needs no line', () => {
  expect(at({ flan: 'main', samplegen: 'main' })).toBe('')
  expect(at({})).toBe('')
})
