import { describe, expect, test } from 'vitest'
import rows from '../../fixtures/oracle/statistics/correlations.json' with { type: 'json' }
import { relativeError } from '../../fixtures/oracle/near.ts'
import { midRanks } from './ranks.ts'
import { spearman } from './spearman.ts'

describe('spearman equals 60-digit arithmetic on the ranks of SciPy', () => {
  test.each(rows)('$name', ({ x, y, ranksOfX, spearman: expected }) => {
    expect([...midRanks(x)]).toEqual(ranksOfX)
    const rho = spearman(x, y)
    if (expected === undefined) expect(rho.state).toBe('undefined')
    else expect(relativeError(rho.state === 'estimated' ? rho.value : 9, expected)).toBeLessThan(1e-10)
  })
})
