import { describe, expect, test } from 'vitest'
import { claim, RELATION } from '../../fixtures/simulated/claims.ts'
import { STRONG as FOLLOWS } from '../../fixtures/simulated/strong.ts'
import { simulateStudy, type Truth } from '../../fixtures/simulated/study.ts'
import { decideFamily } from './family.ts'

const STRONG: Truth = { ...FOLLOWS, clusters: Array.from({ length: 16 }, () => 4) }
const NONE: Truth = { ...STRONG, correlation: { xy: 0, xz: 0, yz: 0 } }
const FEW: Truth = { ...STRONG, clusters: [2, 2, 2, 2, 2, 2], correlation: { xy: 0.4, xz: 0, yz: 0 } }

/** One base model for each truth, on the same tasks. */
function decide(truths: readonly Truth[]) {
  const studies = truths.map((truth, index) => simulateStudy(truth, 1, 'abc'.charAt(index)))
  const tasks = studies[0]?.tasks ?? []
  const cells = studies.flatMap((study) => study.cells)
  const [verdict] = decideFamily([claim(RELATION.replication)], { tasks, seed: 7 }, cells)
  if (verdict?.evidence.kind !== 'replication') throw new Error('expected a replication')
  return { ...verdict, evidence: verdict.evidence }
}

describe('a replication over base models', () => {
  test('is supported where every model supports the association and no pair is shown to differ', () => {
    const verdict = decide([STRONG, STRONG, STRONG])
    expect(verdict).toMatchObject({ state: 'supported', model: 'all base models', test: { members: 3 } })
    expect(verdict.reason).toMatch(/^supported in every base model, and no two are shown to differ; correlations from \.\d\d to /) // prettier-ignore
    expect(verdict.evidence.pairs.map(({ a, b, test: { members } }) => [a, b, members])).toEqual([
      ['a', 'b', 3],
      ['a', 'c', 3],
      ['b', 'c', 3],
    ])
  })

  test('is refuted where a pair differs and a model is refuted', () => {
    const verdict = decide([STRONG, NONE])
    expect(verdict.state).toBe('refuted')
    expect(verdict.reason).toMatch(/^a and b differ, and b is refuted; correlations from /)
  })

  test('is open where a model is, and says what would decide that model', () => {
    const verdict = decide([FEW, FEW])
    expect(verdict.state).toBe('inconclusive')
    expect(verdict.reason).toMatch(/a inconclusive/)
    expect(verdict.toDecide[0]?.text).toMatch(/^[ab]: /)
  })

  test('needs two base models', () => {
    expect(decide([STRONG])).toMatchObject({
      state: 'inconclusive',
      reason: '1 base model: a replication needs two',
      toDecide: [{ need: 2, text: 'add a base model to the study' }],
    })
  })

  test('leaves the same clusters out of both models: equal models do not differ at all', () => {
    const one = simulateStudy(STRONG, 1, 'a')
    const copy = one.cells.map((cell) => ({ ...cell, model: 'b' }))
    const [verdict] = decideFamily([claim(RELATION.replication)], { tasks: one.tasks, seed: 7 }, [
      ...one.cells,
      ...copy,
    ])
    expect(verdict).toMatchObject({
      state: 'inconclusive',
      reason: 'a and b differ by the same whatever cluster is left out',
    })
  })
})
