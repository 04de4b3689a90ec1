import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { makeSandbox, type Sandbox } from './sandbox.ts'

const PROPERTY = `property: slips
claim: A slip of the pen leaves most answers.
over: [c1/t1, c2/t2]
condition: flan
rewrites:
  - typos: { rate: 0.3 }
holds: { answer: stays }
often: 0.5
cases: 60
`

describe('a property that two seeds of one recipe are asked', { timeout: 300_000 }, () => {
  let sandbox: Sandbox
  let alone: string[]

  beforeAll(async () => {
    sandbox = await withSeeds()
    await sandbox.run('suites/slips')
    alone = await robustnessIn(sandbox)
  }, 300_000)

  test('tells what seeds do to the score, and what its error bar covers', async () => {
    const robustness = {
      state: 'estimated',
      spread: { errors: [{ covers: ['items'] }, { covers: ['items', 'typos'] }, { covers: ['items', 'seeds'] }] },
      seeds: { state: 'estimated', asked: [42, 1234], leftOut: 0, ofSeeds: { name: 'seeds', degrees: 1 } },
      notVaried: ['exemplar draws', 'templates'],
    }
    const report: unknown = JSON.parse(await sandbox.read('.kshot/report.json'))
    expect(report).toMatchObject({ properties: [{ robustness }, { robustness }] })
    expect(await sandbox.read('.kshot/report.md')).toMatch(
      /Over 2 seeds \(42, 1234\), on \d+ items as they are written:/u,
    )
  })

  test('says the same of its seeds when nothing is computed again', async () => {
    const { output } = await sandbox.run('suites/slips')
    expect(output).toContain('this run computed 0 in 0 cells')
    expect(output).toMatch(/\(2 asked\)[\s·]+not varied: exemplar draws, templates/u)
    expect(await robustnessIn(sandbox)).toEqual(alone)
  })

  test('says the same of its seeds when its report is made of merged shards', async () => {
    const sharded = await withSeeds()
    for (const shard of ['1/2', '2/2'])
      await sharded.run('suites/slips', 'suites/t1', `--shard=${shard}`, '--reporter=blob')
    await sharded.run('--merge-reports', '--reporter=default')
    expect(alone).toHaveLength(2)
    expect(await robustnessIn(sharded)).toEqual(alone)
  })
})

/** The other seed is the same adapter, added twice over. */
async function withSeeds(): Promise<Sandbox> {
  const sandbox = await makeSandbox(3)
  const settings = await sandbox.read('adapter/adapter_config.json')
  await cp(join(sandbox.root, 'adapter'), join(sandbox.root, 'other'), { recursive: true })
  await sandbox.write('other/adapter_config.json', settings.replace('"lora_alpha": 8', '"lora_alpha": 16'))
  const study = await sandbox.read('suites/study.yaml')
  const own = '      - { recipe: flan, seed: 42, path: ../adapter }\n'
  const other = '      - { recipe: flan, seed: 1234, path: ../other }\n'
  await sandbox.write('suites/study.yaml', study.replace(own, own + other))
  await sandbox.write('suites/slips.property.yaml', PROPERTY)
  return sandbox
}

/** The summary of each seed, byte for byte. */
async function robustnessIn(sandbox: Sandbox): Promise<string[]> {
  return (await sandbox.read('.kshot/report.json')).match(/"robustness": \{.*?"notVaried"/gsu) ?? []
}
