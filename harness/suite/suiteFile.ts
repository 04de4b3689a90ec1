/** Where a suite was read from; positions are 1-based and point into `text`. */
export interface SuiteFile {
  /** Absolute path. */
  path: string
  text: string
  /** Line and column of the value at a path of keys, e.g. `at(['checks', 0])`; of its nearest parent when it is absent. */
  at: (path: readonly (string | number)[]) => { line: number; column: number }
}
