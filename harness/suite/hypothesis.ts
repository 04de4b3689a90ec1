import type { SuiteFile } from './suiteFile.ts'

/** What a `*.hypothesis.yaml` file claims, after the door. */
export interface Hypothesis {
  /** Short name, e.g. `H1`. */
  name: string
  claim: string
  /** Verdicts of one family share their error rate (Holm). */
  family: string
  /** One verdict for each of these. */
  each: 'base model'
  relate: {
    /** Condition on the x axis, e.g. `gold-4`. */
    x: string
    /** Condition on the y axis, e.g. `flan`. */
    y: string
    over: 'all tasks' | 'held-out tasks' | 'trained tasks'
    /** Controls of the partial correlation: condition names, or `chance`. */
    given: string[]
  }
  /** `minimum`: the smallest correlation that would matter (default .5); `alpha`: two-sided level (default .05). */
  decide: { alpha: number; minimum: number }
  expect: 'supported' | 'refuted' | 'inconclusive'
  /** Line and column of the `expect` key. */
  expectAt: { line: number; column: number }
  file: SuiteFile
}
