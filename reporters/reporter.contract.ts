import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Report } from '../harness/report/report.generated.ts'
import type { RunCost } from '../harness/report/runCost.ts'
import { anyCost, anyReport } from './report.arbitrary.ts'

/** What every reporter must satisfy; `write` is the reporter with colours off. */
export function reporterContract(name: string, write: (report: Report, cost: RunCost) => string): void {
  describe(`the ${name} reporter`, () => {
    const always = (holds: (text: string, report: Report, cost: RunCost) => void) => {
      fc.assert(
        fc.property(anyReport, anyCost, (report, cost) => {
          holds(write(report, cost), report, cost)
        }),
        { numRuns: 25 },
      )
    }

    it('gives the same text for the same report', () => {
      always((text, report, cost) => {
        expect(write(structuredClone(report), structuredClone(cost))).toBe(text)
      })
    })

    it('leaves the report as it was', () => {
      fc.assert(
        fc.property(anyReport, anyCost, (report, cost) => {
          const before = structuredClone({ report, cost })
          write(report, cost)
          expect({ report, cost }).toEqual(before)
        }),
        { numRuns: 10 },
      )
    })

    it('writes no escape codes when colours are off', () => {
      always((text) => {
        expect(text).not.toContain('\u001B')
      })
    })

    it('ends in a line break', () => {
      always((text) => {
        expect(text.endsWith('\n')).toBe(true)
      })
    })

    it('answers every hypothesis', () => {
      always((text, { verdicts }) => {
        for (const { hypothesis, state } of verdicts) {
          expect(text).toContain(hypothesis)
          expect(text.toLowerCase()).toContain(state)
        }
      })
    })

    it('never prints a value that is not there', () => {
      always((text) => {
        const words = text.replaceAll('"state": "undefined"', '')
        expect(words).not.toMatch(/\b(NaN|undefined|Infinity)\b|\[object/)
      })
    })
  })
}
