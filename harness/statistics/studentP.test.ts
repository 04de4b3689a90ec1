import { describe, expect, test } from 'vitest'
import rows from '../../fixtures/oracle/statistics/correlations.json' with { type: 'json' }
import { relativeError } from '../../fixtures/oracle/near.ts'
import { studentP } from './studentP.ts'

describe('the t approximation equals SciPy', () => {
  test.each(rows.filter(({ spearman }) => spearman !== undefined))(
    '$name',
    ({ x, spearman: rho = 9, studentP: expected }) => {
      const p = studentP(rho, x.length)
      if (typeof expected !== 'number') expect(p.state).toBe('undefined')
      else expect(relativeError(p.state === 'estimated' ? p.value : 9, expected)).toBeLessThan(1e-10)
    },
  )
})
