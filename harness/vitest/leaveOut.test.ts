import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { TestProject } from 'vitest/node'
import { leaveOut } from './leaveOut.ts'
import { makeSandbox, type Sandbox } from './sandbox.ts'

describe('a run of two studies, one of which runs when named', () => {
  let root: string
  const own = ['a.task.yaml', 'b.hypothesis.yaml', 'c.gate.yaml']

  beforeAll(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'kshot-'))
    for (const [study, text] of [
      ['daily', 'study: daily\n'],
      ['long', 'study: long\nruns: when named\nmodles: []\n'],
    ] as const) {
      await mkdir(path.join(root, study, 'deeper'), { recursive: true })
      await writeFile(path.join(root, study, 'study.yaml'), text)
    }
  })

  /** What Vitest would run, where every file matches; and what it asks before it reruns a file. */
  function listing() {
    const at = (study: string) => own.map((file) => path.join(root, study, 'deeper', file))
    const all = [...at('daily'), ...at('long'), path.join(root, 'lonely.task.yaml')]
    const project: Pick<TestProject, 'globTestFiles'> = {
      globTestFiles: () => Promise.resolve({ testFiles: all, typecheckTestFiles: [] }),
    }
    let runs: (edited: { project: unknown; moduleId: string }) => boolean
    const leftOut = leaveOut(project, { onFilterWatchedSpecification: (asked) => (runs = asked) }, root)
    return { all, project, leftOut, reruns: (moduleId: string) => runs({ project, moduleId }) }
  }

  test('leaves that one out, whatever else is wrong with its file, and tells how much it was', async () => {
    const { all, project, leftOut } = listing()
    const { testFiles } = await project.globTestFiles([])
    expect(testFiles).toEqual(all.filter((file) => !file.includes('long')))
    expect(leftOut()).toEqual([{ folder: 'long', tasks: 1, claims: 2 }])
  })

  test('runs it when it is named, and tells nothing', async () => {
    const { all, project, leftOut } = listing()
    expect(await project.globTestFiles(['long/deeper'])).toMatchObject({ testFiles: all })
    expect(leftOut()).toEqual([])
  })

  test('leaves an edited file of it alone in watch mode, unless watch mode was started on it', async () => {
    const { project, reruns } = listing()
    const [edited = '', other = ''] = ['long', 'daily'].map((study) => path.join(root, study, 'deeper/a.task.yaml'))
    await project.globTestFiles()
    expect([reruns(edited), reruns(other)]).toEqual([false, true])
    await project.globTestFiles(['long'])
    expect([reruns(edited), reruns(other)]).toEqual([true, true])
  })
})

describe('a project in which a study runs when named', { timeout: 120_000 }, () => {
  let sandbox: Sandbox

  beforeAll(async () => {
    sandbox = await makeSandbox(2)
    const [study, task, rows, exemplars] = await Promise.all(
      ['suites/study.yaml', 'suites/t0.task.yaml', 'suites/data/t0.jsonl', 'suites/data/t0.exemplars.jsonl'].map(
        sandbox.read,
      ),
    )
    await sandbox.write('suites/long/study.yaml', `runs: when named\n${study?.replaceAll('../', '../../') ?? ''}`)
    await sandbox.write('suites/long/only.task.yaml', task ?? '')
    await sandbox.write('suites/long/data/t0.jsonl', rows ?? '')
    await sandbox.write('suites/long/data/t0.exemplars.jsonl', exemplars ?? '')
  })

  test('says in one line what it left out, also of a shard and of a filter by name', async () => {
    const { code, output } = await sandbox.run('suites/', '--shard=1/1', '-t', 'zero-shot')
    expect(code, output).toBe(0)
    expect(output).toContain('\n left out  suites/long: 1 task, runs when named\n')
    expect(output).not.toContain('only.task.yaml')
  })

  test('says so, too, where nothing else is left to run', async () => {
    const { code, output } = await sandbox.run('only')
    expect(code).toBe(1)
    expect(output).toContain('\n left out  suites/long: 1 task, runs when named\n')
    expect(output).toContain('No test files found')
  })

  test('runs it, and nothing else, when its folder is named', async () => {
    const { code, output } = await sandbox.run('suites/long', '-t', 'zero-shot')
    expect(code, output).toBe(0)
    expect(output).toContain('only.task.yaml')
    expect(output).not.toContain('left out')
  })
})
