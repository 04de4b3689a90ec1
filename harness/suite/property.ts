import type { Over } from './over.ts'
import type { PropertyFile } from './property.generated.ts'
import type { BaseModel, Condition } from './study.ts'
import type { SuiteFile } from './suiteFile.ts'

/** What a `*.property.yaml` file demands, after the door. */
export interface Property {
  /** Short name, e.g. `option-order`. */
  name: string
  /** What holds, in one sentence. */
  claim: string
  over: Over
  /** Conditions whose prompts are rewritten, each with the base models that it asks, at least one. No model writes their exemplars. */
  asked: { condition: Condition; models: BaseModel[] }[]
  /** In the order in which they are made; each is a map of one key. */
  rewrites: PropertyFile['rewrites']
  law: Law
  /** Bound on the chance of each wrong answer about a share or a mean. */
  alpha: number
  /** Cases that are drawn. */
  cases: number
  /** Prompts that shrinking may ask. */
  shrink: number
  /** Time for each model. */
  seconds: number
  seed: number
  expect: 'holds' | 'violated' | 'inconclusive'
  /** Line and column of the `expect` key, or of `property` where there is none: its tests stand there. */
  expectAt: { line: number; column: number }
  file: SuiteFile
}

/** What rewrites must leave as it is, and in how many cases. */
export type Law =
  | { of: 'answer'; is: 'stays' | 'follows'; often: 'always' | number }
  /** `within`: largest total variation distance, in (0, 1). */
  | { of: 'distance'; within: number; often: 'always' | 'on average' | number }
  /** `within`: largest change of the mean score, in (0, 1). */
  | { of: 'score'; within: number; often: 'on average' }
