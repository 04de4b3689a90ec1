import { existsSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { parseBaseline } from './baselineRecord.ts'
import type { NamedCheckpoint } from './checkpoint.ts'
import type { RecordedBaseline } from './gate.ts'
import { nearestSibling } from './modelFolder.ts'
import type { Problem } from './problem.ts'
import { problemIn } from './readYaml.ts'
import type { Condition, Study } from './study.ts'
import type { SuiteFile } from './suiteFile.ts'
import { shown } from './words.ts'

/** The record that a gate names as its baseline, or why it is refused. */
export function recordOf(
  file: SuiteFile,
  named: NamedCheckpoint & { record: string },
  condition: Condition,
  study: Study,
): RecordedBaseline | Problem[] {
  const complain = (key: string, complaint: Omit<Problem, 'file' | 'line' | 'column'>) => [
    problemIn(file, ['baseline', key], complaint),
  ]
  const [other] = Object.keys(named).filter((key) => key !== 'record')
  if (other !== undefined) {
    return complain(other, {
      what: 'stands beside a record',
      expected: 'one of the two: a record holds the outcomes of its own checkpoint',
      found: other,
      todo: 'Delete it, or the record.',
    })
  }
  const full = path.resolve(path.dirname(file.path), named.record)
  if (!existsSync(full)) {
    return complain('record', {
      what: 'names a file that does not exist',
      expected: 'a file that `npx kshot baseline save` wrote; the path is relative to this file',
      found: `nothing at ${named.record}`,
      ...nearestSibling(full),
      todo: 'Correct the path, or save the baseline.',
    })
  }
  if (!statSync(full).isFile()) {
    return complain('record', {
      what: 'names a folder',
      expected: 'a file that `npx kshot baseline save` wrote; a folder of weights is named as `path`',
      found: `a folder at ${named.record}`,
      todo: 'Name the record itself, or write `path` in place of `record`.',
    })
  }
  const read = parseBaseline(readFileSync(full, 'utf8'))
  if (read.state === 'refused') {
    return complain('record', {
      what: 'is no record of a baseline',
      expected: 'a file that `npx kshot baseline save` wrote, in format 1',
      found: read.found,
      todo: AGAIN,
    })
  }
  const { record } = read
  if (record.condition !== condition.name) {
    return complain('record', {
      what: 'was made under another condition',
      expected: condition.name,
      found: shown(record.condition),
      todo: AGAIN,
    })
  }
  if (record.rules.seam !== study.seam || record.rules.tooLong !== study.tooLong) {
    return complain('record', {
      what: 'was made with other rules of how texts become tokens',
      expected: `seam ${study.seam}, tooLong ${study.tooLong}`,
      found: `seam ${record.rules.seam}, tooLong ${record.rules.tooLong}`,
      todo: AGAIN,
    })
  }
  return { kind: 'record', name: named.record, path: full, record }
}

const AGAIN = 'Save the baseline again with `npx kshot baseline save`, or name another record.'
