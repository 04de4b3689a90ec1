import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { checkFolder } from './checkFolder.ts'
import type { Study } from '../suite/study.ts'
import { studyPath } from '../suite/studyPath.ts'
import { formatProblems, SuiteError } from '../suite/problem.ts'
import { readGate } from '../suite/readGate.ts'
import { readHypothesis } from '../suite/readHypothesis.ts'
import { readProperty } from '../suite/readProperty.ts'
import { readStudy } from '../suite/readStudy.ts'
import { readTask } from '../suite/readTask.ts'

const folder = fileURLToPath(new URL('../../fixtures/suites/invalid', import.meta.url))
const entries = readdirSync(folder, { withFileTypes: true })
const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
const files = entries.map(({ name }) => name).filter((name) => name.endsWith('.yaml'))

describe('each invalid suite is refused with its expected message', () => {
  test.each(files)('%s', async (name) => {
    const message = refusal(folder, () => read(path.join(folder, name)))
    await expect(message).toMatchFileSnapshot(path.join(folder, `${name.split('.')[0]}.expected.txt`))
  })

  test.each(folders)('%s/', async (name) => {
    const study = path.join(folder, name, 'study.yaml')
    const message = refusal(path.join(folder, name), () => checkFolder(studyPath(study)))
    await expect(message).toMatchFileSnapshot(path.join(folder, name, 'expected.txt'))
  })
})

test('every expected message belongs to a fixture', () => {
  const names = entries.map(({ name }) => name).filter((name) => name.endsWith('.expected.txt'))
  const orphans = names.filter((name) => !files.some((file) => file.split('.')[0] === name.split('.')[0]))
  expect(orphans).toEqual([])
})

test('every line of a message fits 100 columns', () => {
  const messages = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('expected.txt'))
    .map((file) => readFileSync(path.join(folder, file), 'utf8'))
  const long = messages.flatMap((message) => message.split('\n')).filter((line) => line.length > 100)
  expect(long).toEqual([])
})

function read(file: string): unknown {
  const text = readFileSync(file, 'utf8')
  if (file.endsWith('.study.yaml')) return readStudy(file, text)
  if (file.endsWith('.gate.yaml')) return readGate(file, text, studyOf(file))
  if (file.endsWith('.property.yaml')) return readProperty(file, text, studyOf(file))
  return (file.endsWith('.task.yaml') ? readTask : readHypothesis)(file, text, studyOf(file))
}

function studyOf(suite: string): Study {
  const file = studyPath(suite)
  return readStudy(file, readFileSync(file, 'utf8'))
}

/** The message that a reader refuses with, files relative to `root`. */
function refusal(root: string, act: () => unknown): string {
  try {
    act()
  } catch (error) {
    if (error instanceof SuiteError) return `${formatProblems(error.problems, root)}\n`
    throw error
  }
  throw new Error('the fixture was accepted; a fixture in this folder holds a mistake')
}
