import { execFileSync } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { type Finished, makeSandbox, type Sandbox } from './sandbox.ts'

const TASKS = 28
const TIMEOUT = 120_000

/** Tokens that a run computed, as its last line says. */
const computedBy = ({ output }: Finished) => /this run computed (.*) in (\d+) cells?/u.exec(output)?.slice(1) ?? output

/** Cells that the store answered whole, as its first line says. */
const storedIn = ({ output }: Finished) => /(\d+) cells? from\s+store/u.exec(output)?.[1] ?? output

describe('a study in a project of its own', { timeout: TIMEOUT }, () => {
  let sandbox: Sandbox
  let cold: Finished
  let undisturbed: string

  beforeAll(async () => {
    sandbox = await makeSandbox(TASKS)
    cold = await sandbox.run('suites/')
    undisturbed = await sandbox.read('.kshot/report.json').catch(() => cold.output)
  }, TIMEOUT)

  test('runs every cell and decides its hypothesis', () => {
    expect(cold.output).toContain('H1')
    expect(cold.output).toContain('INCONCLUSIVE')
    expect(cold.code, cold.output).toBe(0)
  })

  test('prints no colour codes into a pipe', () => {
    expect(cold.output.slice(cold.output.indexOf(' kshot'))).not.toMatch(/\u001b\[/u)
  })

  test('fits a page as wide as COLUMNS says', async () => {
    vi.stubEnv('COLUMNS', '72')
    const { output } = await sandbox.run('suites/').finally(() => vi.unstubAllEnvs())
    const report = output.slice(output.indexOf('\n kshot')).split('\n')
    expect(report.length).toBeGreaterThan(10)
    expect(report.filter((line) => line.length > 72)).toEqual([])
  })

  test('answers a second run from the store, with the same report byte for byte', async () => {
    const warm = await sandbox.run('suites/')
    expect(computedBy(warm)).toEqual(['0', '0'])
    expect(storedIn(cold)).toBe('0')
    expect(storedIn(warm)).toBe(computedBy(cold)[1])
    expect(await sandbox.read('.kshot/report.json')).toBe(undisturbed)
  })

  test('computes just what a hypothesis needs when it runs alone', async () => {
    const alone = await makeSandbox(TASKS)
    const { output, code } = await alone.run('suites/h1')
    expect(code, output).toBe(0)
    // Two blocks for each of three conditions of each task.
    expect(await alone.records()).toBe(TASKS * 3 * 2)
  })

  test('recomputes exactly the cells that a changed template touches', async () => {
    const file = 'suites/t3.task.yaml'
    const before = await sandbox.read(file)
    await sandbox.write(file, before.replace('What is {{word}}?', 'What then is {{word}}?'))
    const changed = await sandbox.run('suites/')
    // zero-shot-cue and flan show the instruction; samplegen writes from it, and the pipeline reads what it wrote.
    expect(computedBy(changed)[1]).toBe('4')
    await sandbox.write(file, before)
  })

  test('recomputes exactly the cells that a changed exemplar touches', async () => {
    const file = 'suites/data/t4.exemplars.jsonl'
    const before = await sandbox.read(file)
    await sandbox.write(file, before.replaceAll('shown 4', 'shown anew 4'))
    const changed = await sandbox.run('suites/')
    expect(computedBy(changed)[1]).toBe('1')
    await sandbox.write(file, before)
  })

  test('recomputes exactly the cells that a changed weight file touches', async () => {
    const retuned = await makeSandbox(TASKS)
    await retuned.run('suites/')
    const file = join(retuned.root, 'adapter/adapter_model.safetensors')
    const weights = await readFile(file)
    weights.writeFloatLE(0.125, weights.length - 4)
    await writeFile(file, weights)
    expect(computedBy(await retuned.run('suites/', '-t', 'gold|zero-shot'))).toEqual(['0', '0'])
    expect(computedBy(await retuned.run('suites/', '-t', 'flan'))[1]).toBe(String(TASKS))
  })

  test('fails a verdict that was not expected, on its line of the YAML file', async () => {
    const file = 'suites/h1.hypothesis.yaml'
    const before = await sandbox.read(file)
    await sandbox.write(file, before.replace('expect: inconclusive', 'expect: supported'))
    const { code, output } = await sandbox.run('suites/h1')
    expect(code).toBe(1)
    expect(output).toContain('H1 is inconclusive, and supported was expected')
    expect(output).toContain('suites/h1.hypothesis.yaml:7:')
    await sandbox.write(file, before)
  })

  test('runs nothing while one file of the study has a mistake', async () => {
    const fresh = await makeSandbox(2)
    await fresh.write('suites/t1.task.yaml', (await fresh.read('suites/t1.task.yaml')).replace('metric:', 'metrik:'))
    const { code, output } = await fresh.run('suites/')
    expect(code).toBe(1)
    expect(output).toMatch(/suites\/t1\.task\.yaml:\d+:\d+/u)
    expect(output).toContain('metrik')
    expect(await fresh.records()).toBe(0)
  })

  test('uses what a killed run left behind, and ends with the same bytes', async () => {
    const killed = await makeSandbox(TASKS)
    const { process: child, finished } = killed.start('suites/')
    while ((await killed.records()) < 10) await sleep(5)
    killAll(child.pid)
    await finished
    const left = await killed.records()
    expect(left).toBeLessThan(await sandbox.records())
    const resumed = await killed.run('suites/')
    expect(resumed.code, resumed.output).toBe(0)
    expect(resumed.output).toMatch(/[1-9]\d* cells? from store/u)
    expect(await killed.read('.kshot/report.json')).toBe(undisturbed)
  })

  test('asks again what an engine that died was computing, and ends with the same bytes', async () => {
    const crashed = await makeSandbox(TASKS)
    const { process: child, finished } = crashed.start('suites/')
    while ((await crashed.records()) < 10) await sleep(5)
    process.kill(engineOf(child.pid), 'SIGSEGV')
    const { code, output } = await finished
    expect(code, output).toBe(0)
    expect(output).toMatch(/the engine process ended: it was ended by SIGSEGV.*what it was computing is asked again/u)
    expect(await crashed.read('.kshot/report.json')).toBe(undisturbed)
  })

  test('shares its store with another run at the same time', async () => {
    const shared = await makeSandbox(TASKS)
    const [one, other] = await Promise.all([shared.run('suites/'), shared.run('suites/')])
    expect(one.code, one.output).toBe(0)
    expect(other.code, other.output).toBe(0)
    expect(await shared.read('.kshot/report.json')).toBe(undisturbed)
  })

  test('prints what is known when it is interrupted', async () => {
    const stopped = await makeSandbox(TASKS)
    const { process: child, finished } = stopped.start('suites/')
    while ((await stopped.records()) < 10) await sleep(5)
    process.kill(child.pid ?? 0, 'SIGINT')
    const { code, output } = await finished
    expect(code).not.toBe(0)
    expect(output).toContain('INCOMPLETE')
    expect(output).toContain('c0/t0')
  })

  test('gives the report of an unsharded run when its shards are merged', async () => {
    const sharded = await makeSandbox(TASKS)
    for (const shard of ['1/2', '2/2']) {
      const { code, output } = await sharded.run('suites/', `--shard=${shard}`, '--reporter=blob')
      expect(code, output).toBe(0)
    }
    const merged = await sharded.run('--merge-reports', '--reporter=default')
    expect(merged.code, merged.output).toBe(0)
    expect(merged.output).toContain('INCONCLUSIVE')
    expect(await sharded.read('.kshot/report.json')).toBe(undisturbed)
  })

  test('fails a merge that lacks a shard, and names the files that are missing', async () => {
    const sharded = await makeSandbox(4)
    await sharded.run('suites/', '--shard=1/2', '--reporter=blob')
    const { code, output } = await sharded.run('--merge-reports', '--reporter=default')
    expect(code).toBe(1)
    expect(output).toMatch(/suites\/\S+\.yaml is in none of the merged reports/u)
  })
})

function engineOf(vitest: number | undefined): number {
  return Number(execFileSync('pgrep', ['-P', String(vitest), '-f', 'kshot engine'], { encoding: 'utf8' }).trim())
}

function killAll(group: number | undefined): void {
  if (group !== undefined) process.kill(-group, 'SIGKILL')
}
