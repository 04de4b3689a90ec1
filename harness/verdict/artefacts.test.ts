import { describe, expect, test } from 'vitest'
import { claim, RELATION } from '../../fixtures/simulated/claims.ts'
import { STRONG } from '../../fixtures/simulated/strong.ts'
import { simulateStudy } from '../../fixtures/simulated/study.ts'
import type { CellScores } from '../measure/cell.ts'
import { nameWith, defectSetsOf } from '../suite/artefacts.ts'
import type { Defect } from '../suite/defects.ts'
import type { Artefacts } from '../suite/hypothesis.ts'
import { decideFamily } from './family.ts'

const study = simulateStudy({ ...STRONG, clusters: [4, 4, 4, 4, 4, 4, 4, 4] }, 1)
const relation: Artefacts = { ...RELATION.artefacts, defects: ['two-parsers', 'nearest-option'] }

/** The verdict on defects that change the scores of x and y as told: what a defect does not change stays. */
function decide(change: (cell: CellScores, defects: readonly Defect[]) => number[], about = relation) {
  const own = study.cells.filter(({ condition }) => condition === about.x || condition === about.y)
  const derived = defectSetsOf(about).flatMap((defects) =>
    own.map((cell) => ({
      ...cell,
      condition: nameWith(cell.condition, defects, about),
      scores: change(cell, defects),
    })),
  )
  const [verdict] = decideFamily([claim(about)], { tasks: study.tasks, seed: 7 }, [...own, ...derived])
  if (verdict?.evidence.kind !== 'artefacts') throw new Error('expected a verdict on artefacts')
  return { ...verdict, evidence: verdict.evidence }
}

const same = ({ scores }: CellScores) => scores

/** Flan gets every item of every second task wrong. */
const deaf = ({ condition, task, scores }: CellScores) =>
  condition === 'flan' && /task[24]$/u.test(task) ? scores.map(() => 0) : scores

describe('a claim that no defect changes a correlation', () => {
  test('is supported where no defect changes a score', () => {
    const verdict = decide(same)
    expect(verdict).toMatchObject({ state: 'supported', test: { members: 3 } })
    expect(verdict.evidence.steps.map(({ name, moved, change }) => [name, moved, change.state])).toEqual([
      ['two-parsers', 0, 'undefined'],
      ['nearest-option', 0, 'undefined'],
      ['all together', 0, 'undefined'],
    ])
  })

  test('is refuted where one does, and names it, what it does, and no other', () => {
    const verdict = decide((cell, defects) => (defects.includes('two-parsers') ? deaf(cell) : cell.scores))
    expect(verdict.state).toBe('refuted')
    expect(verdict.reason).toMatch(/^the correlation is changed by two-parsers by −\.\d\d \(p = .*all together by −/)
    const [parsers, nearest, all] = verdict.evidence.steps
    expect(parsers).toMatchObject({ on: ['free-answers', 'two-parsers'], against: ['free-answers'], moved: 16 })
    expect(nearest?.moved).toBe(0)
    expect(all?.against).toEqual([])
    expect(parsers?.change).toEqual(all?.change)
  })

  test('counts a defect by what it adds to those that it needs', () => {
    const verdict = decide((cell, defects) => (defects.includes('free-answers') ? deaf(cell) : cell.scores))
    expect(verdict.evidence.steps.map(({ moved }) => moved)).toEqual([0, 0, 16])
  })

  test('is open where an interval leaves the margin, and says which', () => {
    const noisy = ({ scores, condition }: CellScores, defects: readonly Defect[]) =>
      scores.map((score, item) => (condition === 'gold-4' && defects.length > 0 && item % 3 === 0 ? 1 - score : score))
    const verdict = decide(noisy, { ...relation, defects: ['free-answers'], margin: 0.01 })
    expect(verdict.state).toBe('inconclusive')
    expect(verdict.reason).toMatch(
      /the interval of free-answers holds more than changes of the correlation of less than \.01$/,
    )
    expect(verdict.toDecide.length).toBeGreaterThan(0)
  })

  test('tells the change where it starts: the two correlations differ by it', () => {
    const { strict, steps } = decide((cell, defects) =>
      defects.includes('two-parsers') ? deaf(cell) : cell.scores,
    ).evidence
    const [step] = steps
    if (strict.correlation.state === 'undefined' || step?.correlation.state !== 'estimated')
      throw new Error('estimated')
    expect(step.change).toMatchObject({ state: 'estimated', value: expect.closeTo(step.correlation.value - strict.correlation.value, 10) as number }) // prettier-ignore
  })

  test('has no answer where a cell is missing', () => {
    const verdict = decideFamily([claim(relation)], { tasks: study.tasks, seed: 7 }, study.cells)
    expect(verdict).toMatchObject([{ state: 'inconclusive', reason: expect.stringMatching(/every cell of flan \+ free-answers is missing|is missing/u) as string }]) // prettier-ignore
  })
})
