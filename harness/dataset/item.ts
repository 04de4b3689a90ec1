/** One test item or one exemplar: a row of a task's data, checked and rendered into its named parts. */
export interface Item {
  id: string
  /** Component form: label and value, in the task's order. */
  fields: { label: string; value: string }[]
  /** The instruction phrasings, filled in with this row. */
  instructions: string[]
  /** What each phrasing was filled in with, in the order of its text; absent where none was. */
  filled?: Filled[][]
  /** Options as shown; empty for free text. */
  options: string[]
  /** Text of the right answer, and its place among the options (0-based; absent for free text). */
  answer: { text: string; index?: number }
  /** All right answers of free text that has several, `answer` first; absent where there is one. */
  references?: string[]
  /** Passage or dialogue that the item shares with others. */
  group?: string
  /** File and 1-based line of the row. */
  source: { file: string; line: number }
}

/** A stretch of a phrasing that its template does not write: its place and length in the text (0-based, UTF-16 units). */
export interface Filled {
  at: number
  length: number
  by: 'options' | 'value'
}

/** The rows of one task: test items in file order, and the exemplar pool and training rows, which share no item with them. */
export interface Dataset {
  items: Item[]
  exemplars: Item[]
  /** Absent where tuning uses the exemplars. */
  training?: Item[]
  /** Items and exemplars in other languages, by name of the translation; absent where there is none. */
  translations?: Record<string, Dataset>
  /** Why there are no items: the data set that is not on this machine, and where to put it. */
  absent?: string
}
