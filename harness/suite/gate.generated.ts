// Generated from gate.schema.json by generate.ts. Do not edit.

/**
 * A candidate checkpoint that must not be worse than a baseline.
 */
export interface GateFile {
  /**
   * Short name of the gate; letters, digits, hyphens and dots.
   */
  gate: string
  /**
   * What a pass says, in one sentence.
   */
  claim: string
  /**
   * The checkpoint that is to pass.
   */
  candidate: {
    /**
     * A model of study.yaml.
     */
    model?: string
    /**
     * Seed of the tuned model, where the condition asks a tuned one.
     */
    seed?: number
    /**
     * Folder of a checkpoint that study.yaml does not name, relative to the gate file; an adapter needs `model` too.
     */
    path?: string
  }
  /**
   * What it is compared with: a checkpoint, or a record of one.
   */
  baseline: {
    /**
     * A model of study.yaml.
     */
    model?: string
    /**
     * Seed of the tuned model, where the condition asks a tuned one.
     */
    seed?: number
    /**
     * Folder of a checkpoint that study.yaml does not name, relative to the gate file; an adapter needs `model` too.
     */
    path?: string
    /**
     * File that `npx kshot baseline save` wrote, relative to the gate file.
     */
    record?: string
  }
  /**
   * Condition under which both are asked.
   */
  condition: string
  /**
   * Which tasks: all tasks, held-out tasks, trained tasks, a name of `groups` in study.yaml, or a list of task names.
   *
   * @minItems 1
   */
  over: string | string[]
  /**
   * Tasks that must each be shown to lose less than the margin, not only the mean over tasks: a list of names, or all.
   */
  critical?: string | string[]
  /**
   * Most items of a task, the first of its random order over all rows. Default: as many as the condition has.
   */
  items?: number
  /**
   * A smaller loss of the mean over tasks counts as no loss; 0.02 is 2 points. At least a tenth of a point.
   */
  margin?: number
  /**
   * Chance of a false block, and of a false pass, each at most this.
   */
  alpha?: number
  /**
   * sequential: looks after every block of items and stops once it is decided; fixed: looks once, at all items.
   */
  method?: 'sequential' | 'fixed'
  /**
   * The answer that a candidate of known quality must get, as a test of the gate itself: any other answer fails. Takes the place of onInconclusive.
   */
  expect?: 'regression' | 'no regression' | 'improvement' | 'inconclusive'
  /**
   * When a sequential gate stops asking. each task: a task once it is itself decided, so that a single one that fell is found; mean: all tasks once their mean and every critical task are decided, which takes fewer items and lets a single loss pass.
   */
  stop?: 'each task' | 'mean'
  /**
   * What the test does when the items decide nothing.
   */
  onInconclusive?: 'fail' | 'warn' | 'pass'
}
