import { execFileSync } from 'node:child_process'
import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { parseBaseline } from '../suite/baselineRecord.ts'
import { makeSandbox, type Sandbox } from './sandbox.ts'

const KSHOT = fileURLToPath(new URL('../kshot.js', import.meta.url))

const gateFile = (name: string, baseline: string, rest: string) => `gate: ${name}
claim: The copy is no worse than the original.
candidate: { path: ../copy }
baseline: ${baseline}
condition: gold-2
over: all tasks
${rest}`

describe('gates in a project of their own', { timeout: 120_000 }, () => {
  let sandbox: Sandbox
  const kshot = (...words: string[]) =>
    execFileSync(process.execPath, [KSHOT, ...words], { cwd: sandbox.root, encoding: 'utf8', stdio: 'pipe' })

  beforeAll(async () => {
    sandbox = await makeSandbox(3)
    await cp(join(sandbox.root, 'model'), join(sandbox.root, 'copy'), { recursive: true })
  })

  test('a copy of a checkpoint passes before all items are asked; one that decides nothing fails on its line', async () => {
    await sandbox.write('suites/same.gate.yaml', gateFile('same', '{ model: tiny }', 'margin: 0.5\n'))
    await sandbox.write('suites/narrow.gate.yaml', gateFile('narrow', '{ model: tiny }', 'margin: 0.01\n'))
    await sandbox.write(
      'suites/told.gate.yaml',
      gateFile('told', '{ model: tiny }', 'margin: 0.01\nonInconclusive: warn\n'),
    )
    const { code, output } = await sandbox.run(
      'suites/same',
      'suites/narrow',
      'suites/told',
      '--reporter=default',
      '--reporter=github-actions',
    )
    expect(code).toBe(1)
    expect(output).toMatch(/NO REGRESSION {2}..\/copy ≥ tiny − 50 points/u)
    expect(output).toMatch(/decided after 60 of 72 items/u)
    expect(output).toContain('FAIL  suites/narrow.gate.yaml')
    expect(output).toContain('suites/narrow.gate.yaml:1:')
    expect(output).toMatch(/::error file=.*narrow\.gate\.yaml,.*line=1/u)
    expect(output).toMatch(/::warning file=.*told\.gate\.yaml,.*line=1/u)
    expect(output).toMatch(/Tests +1 failed \| 2 passed/u)
    const report: unknown = JSON.parse(await sandbox.read('.kshot/report.json'))
    expect(report).toMatchObject({
      gates: [
        { gate: 'narrow', state: 'inconclusive', outcome: 'failed' },
        { gate: 'same', state: 'no regression', outcome: 'passed' },
        { gate: 'told', state: 'inconclusive', outcome: 'warned' },
      ],
    })
  })

  test('a candidate of known quality is a test of the gate: any answer but the expected one fails, on the line that expects it', async () => {
    const fileFor = (expected: string) => gateFile(expected, '{ model: tiny }', `margin: 0.5\nexpect: ${expected}\n`)
    await sandbox.write('suites/bad.gate.yaml', fileFor('regression'))
    await sandbox.write('suites/good.gate.yaml', fileFor('no regression').replace('no regression', 'good'))
    const words = ['suites/bad', 'suites/good', '--reporter=default', '--reporter=github-actions']
    const { code, output } = await sandbox.run(...words)
    expect(code).toBe(1)
    expect(output).toMatch(/expected regression: suites\/bad.gate.yaml:8:1/u)
    expect(output).toMatch(/::error file=.*bad\.gate\.yaml,.*line=8/u)
    expect(output).toContain('as expected')
    expect(output).toMatch(/Tests +1 failed \| 1 passed/u)
  })

  test('a record takes the place of a checkpoint, and a change of a row is named before anything is asked', async () => {
    const said = kshot('baseline', 'save', 'tiny', '--condition', 'gold-2', '--out', 'suites/tiny.json')
    expect(said).toBe('suites/tiny.json: tiny under gold-2, 3 tasks, 72 items\n')
    const saved = await sandbox.read('suites/tiny.json')
    await sandbox.write('suites/same.gate.yaml', gateFile('same', '{ record: tiny.json }', 'margin: 0.5\n'))
    expect((await sandbox.run('suites/same')).code).toBe(0)

    const read = parseBaseline(saved)
    if (read.state === 'refused') throw new Error(read.found)
    const perfect = saved.replaceAll(/(\["t1-test-\d+",)0,/gu, '$11,')
    await sandbox.write('suites/tiny.json', perfect)
    await sandbox.write('suites/same.gate.yaml', gateFile('same', '{ record: tiny.json }', 'margin: 0.1\n'))
    const worse = await sandbox.run('suites/same')
    expect(worse.code).toBe(1)
    expect(worse.output).toContain('REGRESSION')
    expect(worse.output).toMatch(/c1\/t1 −\d/u)

    const rows = await sandbox.read('suites/data/t2.jsonl')
    await sandbox.write('suites/data/t2.jsonl', rows.replace('"word":"test 2 3"', '"word":"changed"'))
    const { code, output } = await sandbox.run('suites/same')
    expect(code).toBe(1)
    expect(output).toContain('was asked otherwise about c2/t2')
    expect(output).toContain('1 of 24 items differ: t2-test-3')
    expect(output).toContain('this run computed 0 in 0 cells')
  })

  test('the command line says what it can do, and what was wrong', () => {
    expect(kshot()).toContain('npx kshot baseline save <model>')
    expect(() => kshot('baseline', 'save', 'tinny', '--condition', 'gold-2')).toThrow(
      /is not a model of study sandbox[\s\S]*nearest +tiny/u,
    )
    expect(() => kshot('baseline', 'save', 'tiny')).toThrow('--condition is missing')
    expect(() => kshot('baseline', 'save', 'tiny', '--condition', 'gold-2', '--out', 'suites')).toThrow(
      '--out suites is a folder: name the file of the record',
    )
    expect(() => kshot('gate')).toThrow('there is no command gate')
  })
})
