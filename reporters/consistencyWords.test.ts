import { expect, test } from 'vitest'
import { claim, RELATION } from '../fixtures/simulated/claims.ts'
import { simulateFailures, type FailingModel } from '../fixtures/simulated/failures.ts'
import { assembleReport } from '../harness/report/assemble.ts'
import { sampleParts } from '../harness/report/sample.ts'
import { decideFamily } from '../harness/verdict/family.ts'
import { render } from './line.ts'
import { verdictLines } from './verdictLines.ts'

const MODEL: FailingModel = { level: 1, taskSpread: 0, slope: 1, own: 2, seeds: [42] }

/** The lines of a verdict on base models a, b, … */
function lines(models: readonly FailingModel[], columns: number): string {
  const { tasks, cells } = simulateFailures({ items: 40, taskSpread: 0.5, itemSpread: 1, models }, 1)
  const [verdict] = decideFamily([claim(RELATION.consistency)], { tasks, seed: 7 }, cells)
  if (verdict === undefined) throw new Error('there is a verdict')
  const told = { ...verdict, claim: 'A tuned model fails where its own base model fails.', hypothesis: 'H8' }
  const report = assembleReport({
    ...sampleParts(['a', 'b']),
    verdicts: [{ verdict: told, file: 'h8.hypothesis.yaml', line: 5, column: 9 }],
  })
  return `\n${render(verdictLines(report, columns), false)}`
}

test('a consistency says what is matched, what is not, and how sure that is, in 80 columns', () => {
  expect(lines([MODEL, MODEL], 80)).toMatchInlineSnapshot(`
    "
     H8  A tuned model fails where its own base model fails.
         all base models  SUPPORTED     specificity = .29 [.21, .38], 2 base models,
                                        13 tasks, 520 items, largest p = .0001
           a κ .34 [.26, .43] with its own base model, .04 with others
           a specificity .30 [.20, .41], odds ratio 4.11 [2.29, 7.36] times that of
           others, p = .0001
           b κ .36 [.28, .45] with its own base model, .09 with others
           b specificity .28 [.16, .39], odds ratio 3.69 [2.04, 6.69] times that of
           others, p = .0001
           note: one seed of flan: another seed may differ by more than the interval
           says
    "
  `)
})

test('among three base models each kappa is told, in 120 columns', () => {
  expect(lines([MODEL, MODEL, { ...MODEL, own: 0 }], 120)).toMatchInlineSnapshot(`
    "
     H8  A tuned model fails where its own base model fails.
         all base models  INCONCLUSIVE  specificity = .18 [.12, .23], 3 base models, 13 tasks, 520 items, largest p = .79
                                        because the interval [.12, .23] lies above 0, but odds ratios do not confirm it in
                                        every base model: p = .79
                                        would decide it: c fails with its own base model no more than with others, by odds
                                        ratios: more items are not known to help
                                        a κ .34 [.26, .43] with its own base model, .05 with others (b .04, c .06)
                                        a specificity .29 [.20, .40], odds ratio 3.92 [2.34, 6.60] times that of others,
                                        p = .0002
                                        b κ .36 [.28, .45] with its own base model, .09 with others (a .09, c .09)
                                        b specificity .28 [.18, .38], odds ratio 3.67 [2.21, 6.12] times that of others,
                                        p = .0001
                                        c κ .02 [−.07, .10] with its own base model, .06 with others (a .05, b .06)
                                        c specificity −.04 [−.13, .06], odds ratio 0.81 [0.48, 1.36] times that of others,
                                        p = .79
                                        note: one seed of flan: another seed may differ by more than the interval says
                                        expected supported: h8.hypothesis.yaml:5:9
    "
  `)
})

test('one base model has a kappa and nothing to compare it with', () => {
  expect(lines([MODEL], 80)).toMatchInlineSnapshot(`
    "
     H8  A tuned model fails where its own base model fails.
         all base models  INCONCLUSIVE  specificity not computable (there is no
                                        other base model), 1 base model, 13 tasks,
                                        520 items, largest p not computable (there
                                        is no other base model)
           because 1 base model: consistency with the own one needs another to
           compare with
           would decide it: add a base model with models tuned from it to the study
           a κ .34 [.26, .43] with its own base model
           note: one seed of flan: another seed may differ by more than the interval
           says
           expected supported: h8.hypothesis.yaml:5:9
    "
  `)
})
