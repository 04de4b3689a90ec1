// Generated from hypothesis.schema.json by generate.ts. Do not edit.

/**
 * One claim about the scores of a study, how it is decided, and the verdict that is expected.
 */
export interface HypothesisFile {
  /**
   * Short name of the claim; letters, digits, hyphens and dots.
   */
  hypothesis: string
  /**
   * The claim, in one sentence.
   */
  claim: string
  /**
   * Verdicts of one family share their error rate.
   */
  family: string
  /**
   * There is one verdict for each of these.
   */
  each?: 'base model'
  /**
   * The correlation over tasks that the claim is about.
   */
  relate: {
    /**
     * Condition whose scores are on the x axis.
     */
    x: string
    /**
     * Condition whose scores are on the y axis.
     */
    y: string
    /**
     * Which tasks are related. all tasks: every one; held-out tasks: those of role held-out or untouched; trained tasks: those of role trained.
     */
    over: 'all tasks' | 'held-out tasks' | 'trained tasks'
    /**
     * Controls of the partial correlation: conditions, or chance for the chance level.
     *
     * Items: One control.
     */
    given?: string[]
  }
  /**
   * When the claim counts as settled.
   */
  decide?: {
    /**
     * Two-sided error rate of the family.
     */
    alpha?: number
    /**
     * The smallest correlation that would matter.
     */
    minimum?: number
  }
  /**
   * The verdict that passes the test.
   */
  expect: 'supported' | 'refuted' | 'inconclusive'
}
