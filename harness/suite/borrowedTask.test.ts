import { readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { readStudy } from './readStudy.ts'
import { readTask } from './readTask.ts'

const suites = fileURLToPath(new URL('../../fixtures/suites', import.meta.url))
const study = readStudy(path.join(suites, 'study.yaml'), readFileSync(path.join(suites, 'study.yaml'), 'utf8'))
const lender = path.join(suites, 'valid/kind.task.yaml')
const borrower = path.join(suites, 'borrower.task.yaml')
const lent = readTask(lender, readFileSync(lender, 'utf8'), study)

test('a task that names another is that task, without its checks', () => {
  const { file, writtenIn, checks, ...words } = readTask(borrower, 'from: valid/kind.task.yaml\n', study)
  expect(lent).toMatchObject(words)
  expect([file.path, writtenIn.path]).toEqual([borrower, lender])
  expect([checks.length, lent.checks.length]).toEqual([0, 2])
})

test('its role is what the borrowing study says', () => {
  const borrowed = readTask(borrower, 'role: untouched\nfrom: valid/kind.task.yaml\n', study)
  expect([borrowed.role, lent.role]).toEqual(['untouched', 'held-out'])
})

test('a mistake in the words of a borrowed task is told where they stand', () => {
  const text = 'from: invalid/braces.task.yaml\n'
  expect(() => readTask(borrower, text, study)).toThrow('braces.task.yaml:')
})
