import { expect, test } from 'vitest'
import { claim, RELATION } from '../fixtures/simulated/claims.ts'
import { simulateFailures, type FailingModel } from '../fixtures/simulated/failures.ts'
import { assembleReport } from '../harness/report/assemble.ts'
import { sampleParts } from '../harness/report/sample.ts'
import { decideFamily } from '../harness/verdict/family.ts'
import { render } from './line.ts'
import { verdictLines } from './verdictLines.ts'

const MODEL: FailingModel = { level: 1, taskSpread: 1.5, slope: 1, own: 0, seeds: [42] }

function lines(models: readonly FailingModel[]): string {
  const { tasks, cells } = simulateFailures({ items: 100, taskSpread: 1, itemSpread: 1, models }, 1)
  const [verdict] = decideFamily([claim(RELATION.match)], { tasks, seed: 7 }, cells)
  if (verdict === undefined) throw new Error('there is a verdict')
  const told = { ...verdict, claim: 'A tuned model scores where its own base model does.', hypothesis: 'H9' }
  const report = assembleReport({
    ...sampleParts(['a', 'b', 'c']),
    verdicts: [{ verdict: told, file: 'h9.hypothesis.yaml', line: 5, column: 9 }],
  })
  return `\n${render(verdictLines(report, 80), false)}`
}

test('a match says the correlation with the own base model, with each other, and how far apart they are', () => {
  expect(lines([MODEL, MODEL, MODEL])).toMatchInlineSnapshot(`
    "
     H9  A tuned model scores where its own base model does.
         all base models  SUPPORTED     own less other atanh ρ = 2.48 [1.72, 3.24],
                                        3 base models, 13 tasks in 13 clusters,
                                        largest p < .0001
           a ρ 1.01 with its own base model, .49 with others (b .48, c .50): 2.46
           [1.63, 3.29], p < .0001
           b ρ 1.00 with its own base model, .46 with others (a .51, c .41): 2.49
           [1.72, 3.26], p < .0001
           c ρ 1.02 with its own base model, .46 with others (a .52, b .39): 2.50
           [1.71, 3.29], p < .0001
           note: one seed of flan: another seed may differ by more than the interval
           says
    "
  `)
})

test('with one base model it says what there is', () => {
  expect(lines([MODEL])).toMatchInlineSnapshot(`
    "
     H9  A tuned model scores where its own base model does.
         all base models  INCONCLUSIVE  own less other atanh ρ not computable (there
                                        is no other base model), 1 base model,
                                        13 tasks in 13 clusters, largest p not
                                        computable (there is no other base model)
           because 1 base model: what is its own needs another to compare with
           would decide it: add a base model with models tuned from it to the study
           note: one seed of flan: another seed may differ by more than the interval
           says
           expected supported: h9.hypothesis.yaml:5:9
    "
  `)
})
