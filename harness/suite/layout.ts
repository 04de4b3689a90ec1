import { type DataSet, splitFile } from './hub.ts'
import type { TaskFile } from './task.generated.ts'

/** Rows in the layout of the public data set that they come from, and how they become fields. */
export interface Layout {
  set: DataSet
  test: Split
  /** A split of its own, or a share of the test split; absent where the task offers no exemplars. */
  pool?: ({ from: 'split' } & Split) | { from: 'share'; share: number; by?: string }
  /** Field by field, in the order written. */
  columns: { field: string; column: Column }[]
  /** What a column of a row that takes part may hold. */
  keep: { path: string; values: readonly unknown[] }[]
  maker?: NonNullable<TaskFile['maker']>
}

/** A split and its size, as far as that is known; `file` is an absolute path. */
export interface Split {
  name: string
  file: string
  rows?: number
  bytes?: number
}

/** What a field is made of; a path has dots between the names of columns, and counts entries of lists from 0. */
export type Column =
  | { kind: 'value'; path: string }
  | { kind: 'class'; path: string; names: readonly string[] }
  | { kind: 'place'; path: string; among: string | readonly (string | number | boolean)[] }
  | { kind: 'list'; paths: readonly string[] }
  | { kind: 'join'; path: string; with: string }

/** The layout of a task whose `data` names a data set; its file is sound. */
export function layoutOf({ data, exemplars, columns = {}, keep = {}, maker }: TaskFile): Layout | undefined {
  const set = dataSetOf(data)
  if (set === undefined) return undefined
  return {
    set,
    test: splitOf(set, data),
    ...(typeof exemplars === 'object' ? { pool: poolOf(set, exemplars) } : {}),
    columns: Object.entries(columns).map(([field, written]) => ({ field, column: columnOf(written) })),
    keep: Object.entries(keep).map(([path, values]) => ({ path, values })),
    ...(maker === undefined ? {} : { maker }),
  }
}

function dataSetOf({ hub, manual, config }: TaskFile['data']): DataSet | undefined {
  const name = hub ?? manual
  if (name === undefined) return undefined
  return { from: hub === undefined ? 'manual' : 'hub', name, ...(config === undefined ? {} : { config }) }
}

function splitOf(set: DataSet, { split = '', rows, bytes }: Pick<TaskFile['data'], 'split' | 'rows' | 'bytes'>): Split {
  return {
    name: split,
    file: splitFile(set, split),
    ...(rows === undefined ? {} : { rows }),
    ...(bytes === undefined ? {} : { bytes }),
  }
}

function poolOf(set: DataSet, written: Extract<TaskFile['exemplars'], object>): NonNullable<Layout['pool']> {
  const { share, by } = written
  if (share === undefined) return { from: 'split', ...splitOf(set, written) }
  return { from: 'share', share, ...(by === undefined ? {} : { by }) }
}

function columnOf(written: NonNullable<TaskFile['columns']>[string]): Column {
  if (typeof written === 'string') return { kind: 'value', path: written }
  const { class: label, names = [], place, among = [], list, join, with: between = ' ' } = written
  if (label !== undefined) return { kind: 'class', path: label, names }
  if (place !== undefined) return { kind: 'place', path: place, among }
  return list === undefined ? { kind: 'join', path: join ?? '', with: between } : { kind: 'list', paths: list }
}
