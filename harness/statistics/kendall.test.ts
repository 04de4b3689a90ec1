import { describe, expect, test } from 'vitest'
import rows from '../../fixtures/oracle/statistics/correlations.json' with { type: 'json' }
import { relativeError } from '../../fixtures/oracle/near.ts'
import { kendall } from './kendall.ts'

describe('tau-b equals SciPy', () => {
  test.each(rows)('$name', ({ x, y, kendall: expected }) => {
    const tau = kendall(x, y)
    if (expected === undefined) expect(tau.state).toBe('undefined')
    else expect(relativeError(tau.state === 'estimated' ? tau.value : 9, expected)).toBeLessThan(1e-10)
  })
})
