import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { findStudy } from './findStudy.ts'

const fixtures = fileURLToPath(new URL('../../fixtures/suites', import.meta.url))

test('a suite belongs to the nearest study upward, whether or not the suite exists', () => {
  expect(findStudy(path.join(fixtures, 'valid/deeper/x.task.yaml')).file.path).toBe(
    path.join(fixtures, 'valid/study.yaml'),
  )
  expect(findStudy(path.join(fixtures, 'invalid/x.task.yaml')).file.path).toBe(path.join(fixtures, 'study.yaml'))
})

test('a suite without a study is refused', () => {
  const lonely = path.join(mkdtempSync(path.join(tmpdir(), 'kshot-')), 'x.task.yaml')
  expect(() => findStudy(lonely)).toThrow(/x\.task\.yaml:1:1: the file belongs to no study/)
})
