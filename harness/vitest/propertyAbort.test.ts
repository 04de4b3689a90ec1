import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Finished, makeSandbox, type Sandbox } from './sandbox.ts'

/** Five batches of cases, nearly all of them another prompt: long enough to be stopped in its midst. */
const LONG = `property: long
claim: A slip of the pen changes nothing.
over: [c1/t1, c2/t2]
condition: gold-2
rewrites:
  - typos: { rate: 0.5 }
  - distractor: {}
holds: { answer: stays }
cases: 1250
expect: violated
`

const SHORT = `property: short
claim: Where the space before the answer stands changes nothing.
over: [c1/t1, c2/t2]
condition: gold-2
rewrites:
  - spacing: { kinds: [before-answer] }
holds: { answer: stays }
cases: 30
`

const BOTH = ['suites/long', 'suites/short']

describe('a property that is stopped in its midst', { timeout: 180_000 }, () => {
  let cold: Finished
  let undisturbed: string

  beforeAll(async () => {
    const sandbox = await withProperties()
    cold = await sandbox.run(...BOTH)
    undisturbed = await sandbox.read('.kshot/report.json').catch(() => cold.output)
  }, 180_000)

  test.concurrent(
    'has not passed, is named as lacking, and goes on from what is stored to the same bytes',
    async () => {
      expect(cold.code, cold.output).toBe(0)
      const sandbox = await withProperties()
      const stopped = await signalled(sandbox, 'SIGINT')
      expect(stopped.code).toBe(1)
      expect(stopped.output).toMatch(/INCOMPLETE +2 missing/u)
      expect(stopped.output).not.toMatch(/VIOLATED|HOLDS|Unhandled|Tests .*passed/u)
      const report: unknown = JSON.parse(await sandbox.read('.kshot/report.json'))
      expect(report).toMatchObject({
        properties: [],
        missing: [
          { state: 'interrupted', subject: 'suites/long.property.yaml › tiny · gold-2: violated' },
          { state: 'interrupted', subject: 'suites/short.property.yaml › tiny · gold-2: holds' },
        ],
      })

      await signalled(sandbox, 'SIGKILL')
      const resumed = await sandbox.run(...BOTH)
      expect(resumed.code, resumed.output).toBe(0)
      expect(computedBy(resumed)).toBeLessThan(computedBy(cold))
      expect(await sandbox.read('.kshot/report.json')).toBe(undisturbed)
    },
  )

  test.concurrent('in shards that are merged has the verdict, cases and violation of an unsharded run', async () => {
    const sandbox = await withProperties()
    for (const shard of ['1/2', '2/2']) {
      const { code, output } = await sandbox.run('suites/', `--shard=${shard}`, '--reporter=blob')
      expect(code, output).toBe(0)
    }
    const merged = await sandbox.run('--merge-reports', '--reporter=default')
    expect(merged.code, merged.output).toBe(0)
    expect(propertiesOf(await sandbox.read('.kshot/report.json'))).toEqual(propertiesOf(undisturbed))
  })
})

async function withProperties(): Promise<Sandbox> {
  const sandbox = await makeSandbox(3)
  await sandbox.write('suites/long.property.yaml', LONG)
  await sandbox.write('suites/short.property.yaml', SHORT)
  return sandbox
}

/** Tells every process of a run, as a terminal does, once one more record is stored. */
async function signalled(sandbox: Sandbox, signal: 'SIGINT' | 'SIGKILL'): Promise<Finished> {
  const before = await sandbox.records()
  const { process: child, finished } = sandbox.start(...BOTH)
  while ((await sandbox.records()) === before) await sleep(5)
  if (child.pid !== undefined) process.kill(-child.pid, signal)
  return finished
}

/** Tokens that a run computed, as its last line says. */
function computedBy({ output }: Finished): number {
  const [, number = '', unit = ''] = /this run computed ([\d.]+) ?(k?) in/u.exec(output) ?? []
  return Number(number) * (unit === 'k' ? 1000 : 1)
}

function propertiesOf(report: string): unknown {
  const read: unknown = JSON.parse(report)
  expect(read).toHaveProperty('properties.length', 2)
  return typeof read === 'object' && read !== null && 'properties' in read ? read.properties : read
}
