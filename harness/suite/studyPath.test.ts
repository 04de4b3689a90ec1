import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { studyPath } from './studyPath.ts'

const fixtures = fileURLToPath(new URL('../../fixtures/suites', import.meta.url))

test('a suite belongs to the nearest study upward, whether or not the suite exists', () => {
  expect(studyPath(path.join(fixtures, 'valid/deeper/x.task.yaml'))).toBe(path.join(fixtures, 'valid/study.yaml'))
  expect(studyPath(path.join(fixtures, 'invalid/x.task.yaml'))).toBe(path.join(fixtures, 'study.yaml'))
})

test('a suite without a study is refused', () => {
  const lonely = path.join(mkdtempSync(path.join(tmpdir(), 'kshot-')), 'x.task.yaml')
  expect(() => studyPath(lonely)).toThrow(/x\.task\.yaml:1:1: the file belongs to no study/)
})
