import { describe, expect, it } from 'vitest'
import { judgeCheck } from './check.ts'
import { sampleParts } from './sample.ts'

const floor = { task: 'nli/kind', model: 'lab', condition: 'gold-4', file: 'nli-kind.task.yaml', line: 21, column: 5 }
const cells = sampleParts().cells.filter((cell) => cell.task === 'nli/kind' && cell.condition === 'gold-4')

describe('a floor under a score', () => {
  it('holds when the score equals it', () => {
    expect(judgeCheck({ ...floor, atLeast: 1 }, cells).state).toBe('passed')
  })

  it('fails when the score is below it', () => {
    const flan = sampleParts().cells.filter((cell) => cell.task === 'nli/number' && cell.condition === 'flan')
    expect(judgeCheck({ ...floor, task: 'nli/number', condition: 'flan', atLeast: 0.4 }, flan)).toMatchObject({
      state: 'failed',
      estimate: { value: near(21.5 / 60, 12) },
    })
  })

  it('is unmeasured without cells', () => {
    expect(judgeCheck({ ...floor, atLeast: 0.5 }, []).state).toBe('unmeasured')
  })

  it('refuses the cells of another condition', () => {
    expect(() => judgeCheck({ ...floor, condition: 'flan', atLeast: 0.5 }, cells)).toThrow(
      'nli-kind.task.yaml:21: a check of nli/kind · lab · flan was given a cell of nli/kind · lab · gold-4',
    )
  })
})

const near = (value: number, digits: number): unknown => expect.closeTo(value, digits)
