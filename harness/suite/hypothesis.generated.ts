// Generated from hypothesis.schema.json by generate.ts. Do not edit.

/**
 * One claim about the scores of a study, how it is decided, and the verdict that is expected. Exactly one key of relate, agree, replicate, consistency, match, compare, contrast, trend, bound, chance and artefacts says what is claimed of which conditions.
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
   * Planned tests of one family share its error rate: Holm's correction, or Benjamini and Hochberg's where the name begins with `exploratory`.
   */
  family: string
  /**
   * There is one verdict for each of these; `replicate`, `consistency` and `match` have one on all of them.
   */
  each?: 'base model'
  /**
   * Association: do the scores of y follow those of x over tasks? Decided by `minimum`.
   */
  relate?: {
    /**
     * Condition whose scores are on the x axis.
     */
    x: string
    /**
     * Condition whose scores are on the y axis.
     */
    y: string
    /**
     * Which tasks take part. all tasks: every one; held-out tasks: those of role held-out or untouched; trained tasks: those of role trained; a name of `groups` in study.yaml; or a list of task names.
     *
     * @minItems 1
     */
    over: string | string[]
    /**
     * Controls of the partial correlation: conditions, chance for the chance level, or exposure for how often pretraining showed the task (logarithm of 1 + items per million tokens).
     *
     * Items: One control.
     */
    given?: string[]
  }
  /**
   * Agreement in level: are the scores of y those of x, task by task (Lin's concordance)? Decided by `minimum`.
   */
  agree?: {
    /**
     * Condition whose scores are on the x axis.
     */
    x: string
    /**
     * Condition whose scores are on the y axis.
     */
    y: string
    /**
     * Which tasks take part. all tasks: every one; held-out tasks: those of role held-out or untouched; trained tasks: those of role trained; a name of `groups` in study.yaml; or a list of task names.
     *
     * @minItems 1
     */
    over: string | string[]
  }
  /**
   * Replication: is the association of x and y found in every base model, and the same in all? One verdict on all base models. Decided by `minimum`.
   */
  replicate?: {
    /**
     * Condition whose scores are on the x axis.
     */
    x: string
    /**
     * Condition whose scores are on the y axis.
     */
    y: string
    /**
     * Which tasks take part. all tasks: every one; held-out tasks: those of role held-out or untouched; trained tasks: those of role trained; a name of `groups` in study.yaml; or a list of task names.
     *
     * @minItems 1
     */
    over: string | string[]
  }
  /**
   * Item-level consistency: do the models tuned from a base model (y) fail on the items on which that base model fails (x), more than on those on which other base models fail? One verdict on all base models, of which it needs two. Items are right or wrong. Decided by `minimum`.
   */
  consistency?: {
    /**
     * Condition that asks the base models.
     */
    x: string
    /**
     * Condition that asks the models tuned from them. Every seed counts once.
     */
    y: string
    /**
     * Which tasks take part. all tasks: every one; held-out tasks: those of role held-out or untouched; trained tasks: those of role trained; a name of `groups` in study.yaml; or a list of task names.
     *
     * @minItems 1
     */
    over: string | string[]
  }
  /**
   * Matched against mismatched base models: do the scores of the models tuned from a base model (y) follow those of that base model (x) over tasks, more than those of other base models? One verdict on all base models, of which it needs two. Decided by `minimum`.
   */
  match?: {
    /**
     * Condition that asks the base models.
     */
    x: string
    /**
     * Condition that asks the models tuned from them.
     */
    y: string
    /**
     * Which tasks take part. all tasks: every one; held-out tasks: those of role held-out or untouched; trained tasks: those of role trained; a name of `groups` in study.yaml; or a list of task names.
     *
     * @minItems 1
     */
    over: string | string[]
  }
  /**
   * Paired difference of two conditions on the same items, a less b, each task counting once. Decided by `margin`.
   */
  compare?: {
    /**
     * The condition that the claim is about.
     */
    a: string
    /**
     * What is claimed of the difference: equal (inside the margin, shown by an interval), greater than 0, or different from 0.
     */
    is: 'equal' | 'greater' | 'different'
    /**
     * The condition that it is compared with.
     */
    b: string
    /**
     * Which tasks take part. all tasks: every one; held-out tasks: those of role held-out or untouched; trained tasks: those of role trained; a name of `groups` in study.yaml; or a list of task names.
     *
     * @minItems 1
     */
    over: string | string[]
    /**
     * What the claim is about. items: exactly these tasks, of which other items might have been drawn. tasks: a population of tasks, of which other clusters might have been drawn.
     */
    generalise?: 'items' | 'tasks'
  }
  /**
   * Difference in differences on the same items: (first less second) of `with`, less the same of `without`. Decided by `margin`.
   */
  contrast?: {
    /**
     * Two conditions under the variant.
     *
     * @minItems 2
     * @maxItems 2
     *
     * Items: One condition.
     */
    with: string[]
    /**
     * The same two conditions without the variant.
     *
     * @minItems 2
     * @maxItems 2
     *
     * Items: One condition.
     */
    without: string[]
    /**
     * What is claimed of the difference: equal (inside the margin, shown by an interval), greater than 0, or different from 0.
     */
    is: 'equal' | 'greater' | 'different'
    /**
     * Which tasks take part. all tasks: every one; held-out tasks: those of role held-out or untouched; trained tasks: those of role trained; a name of `groups` in study.yaml; or a list of task names.
     *
     * @minItems 1
     */
    over: string | string[]
    /**
     * What the claim is about. items: exactly these tasks, of which other items might have been drawn. tasks: a population of tasks, of which other clusters might have been drawn.
     */
    generalise?: 'items' | 'tasks'
  }
  /**
   * Trend over ordered conditions on the same items: the least-squares slope per step. Decided by `margin`.
   */
  trend?: {
    /**
     * Three or more conditions in their order, a step apart.
     *
     * @minItems 3
     *
     * Items: One condition.
     */
    levels: string[]
    /**
     * What is claimed of the difference: equal (inside the margin, shown by an interval), greater than 0, or different from 0.
     */
    is: 'equal' | 'greater' | 'different'
    /**
     * Which tasks take part. all tasks: every one; held-out tasks: those of role held-out or untouched; trained tasks: those of role trained; a name of `groups` in study.yaml; or a list of task names.
     *
     * @minItems 1
     */
    over: string | string[]
    /**
     * What the claim is about. items: exactly these tasks, of which other items might have been drawn. tasks: a population of tasks, of which other clusters might have been drawn.
     */
    generalise?: 'items' | 'tasks'
  }
  /**
   * Boundary: on no task does the condition exceed the best of others by the margin or more. Of several others the best is chosen on one half of the items and compared on the other. Decided by `margin`.
   */
  bound?: {
    /**
     * The condition that may exceed, as a rule a tuned one.
     */
    condition: string
    /**
     * The conditions whose best is the bound.
     *
     * @minItems 1
     *
     * Items: One condition.
     */
    by: string[]
    /**
     * Which tasks take part. all tasks: every one; held-out tasks: those of role held-out or untouched; trained tasks: those of role trained; a name of `groups` in study.yaml; or a list of task names.
     *
     * @minItems 1
     */
    over: string | string[]
  }
  /**
   * Near chance: the scores of the condition lie at the level of chance on most tasks. Decided by `margin` and `share`.
   */
  chance?: {
    /**
     * The condition that should know nothing.
     */
    condition: string
    /**
     * Which tasks take part. all tasks: every one; held-out tasks: those of role held-out or untouched; trained tasks: those of role trained; a name of `groups` in study.yaml; or a list of task names.
     *
     * @minItems 1
     */
    over: string | string[]
  }
  /**
   * Artefacts: does the correlation of x and y over tasks stay what it is, whichever defect of the experiments released with arXiv 2501.08716 is switched on? Each alone, with what it needs, then all together. Decided by `margin`, on the scale of correlations.
   */
  artefacts?: {
    /**
     * Condition whose scores are on the x axis.
     */
    x: string
    /**
     * Condition whose scores are on the y axis.
     */
    y: string
    /**
     * Which tasks take part. all tasks: every one; held-out tasks: those of role held-out or untouched; trained tasks: those of role trained; a name of `groups` in study.yaml; or a list of task names.
     *
     * @minItems 1
     */
    over: string | string[]
    /**
     * The defects, as in study.yaml; harness/suite/defects.md says what each does.
     *
     * @minItems 1
     *
     * Items: One defect.
     */
    defects: (
      | 'no-cue'
      | 'stripped-periods'
      | 'test-exemplars'
      | 'free-answers'
      | 'no-stops'
      | 'long-answers'
      | 'two-parsers'
      | 'letters'
      | 'deleted-symbols'
      | 'nine-for-no-number'
      | 'nearest-option'
      | 'list-against-tuple'
      | 'one-reference'
      | 'batches-of-ten'
    )[]
    /**
     * Test items of each task whose answers are written, where fewer than under the conditions themselves: that is what such a claim costs.
     */
    items?: number
  }
  /**
   * When the claim counts as settled.
   */
  decide?: {
    /**
     * Error rate of the family that the claim belongs to.
     */
    alpha?: number
    /**
     * relate, replicate: the smallest correlation that would matter (default .5); agree: the smallest concordance that is agreement (default .8); consistency: the smallest difference of kappas that would matter (default .05).
     */
    minimum?: number
    /**
     * compare, contrast, trend, bound, chance, and single tasks in agree: differences of scores below this are too small to matter; 0.03 is 3 points. At least a tenth of a point. artefacts: the same of changes of a correlation (default .1).
     */
    margin?: number
    /**
     * chance: the share of tasks that must lie at chance.
     */
    share?: number
  }
  /**
   * The verdict that passes the test.
   */
  expect: 'supported' | 'refuted' | 'inconclusive'
}
