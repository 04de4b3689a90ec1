// Generated from borrowedTask.schema.json by generate.ts. Do not edit.

/**
 * A task of another study, asked in this one: its data, words and metric are those of its own file, its checks are not taken.
 */
export interface BorrowedTaskFile {
  /**
   * The file that the task is written in, relative to this one.
   */
  from: string
  /**
   * What this study's tuned models saw of it, where that is not what its own file says. trained: its own training rows; held-out: another task of its cluster; untouched: no task of its cluster.
   */
  role?: 'trained' | 'held-out' | 'untouched'
}
