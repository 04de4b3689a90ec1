import { beforeAll, describe, expect, test } from 'vitest'
import { makeSandbox, type Sandbox } from './sandbox.ts'

const propertyFile = (name: string, rewrite: string, rest: string) => `property: ${name}
claim: Nothing changes.
over: [c1/t1, c2/t2]
condition: gold-2
rewrites:
  - ${rewrite}
holds: { answer: stays }
${rest}`

describe('properties in a project of their own', { timeout: 180_000 }, () => {
  let sandbox: Sandbox

  beforeAll(async () => {
    sandbox = await makeSandbox(3)
  })

  test('a law that is broken fails on its line with a command that shows it again; known violations come first', async () => {
    await sandbox.write('suites/order.property.yaml', propertyFile('order', 'option-order: {}', 'cases: 40\n'))
    const words = ['suites/order', '--reporter=default', '--reporter=github-actions']
    const first = await sandbox.run(...words)
    expect(first.code).toBe(1)
    expect(first.output).toContain('VIOLATED')
    expect(first.output).toMatch(/::error file=.*order\.property\.yaml,.*line=1/u)
    expect(first.output).toContain('swap options 1 and 2')
    const [, replay = ''] = /KSHOT_REPLAY=(\S+) npx vitest run/u.exec(first.output) ?? []
    const report: unknown = JSON.parse(await sandbox.read('.kshot/report.json'))
    expect(report).toMatchObject({
      properties: [
        {
          state: 'violated',
          cases: { planned: 40, tried: 40 },
          robustness: {
            state: 'estimated',
            rows: [{ of: 'all cases', flips: { state: 'estimated' } }],
            notVaried: ['exemplar draws', 'templates', 'seeds'],
          },
        },
      ],
    })
    expect(first.output).toMatch(/score \d+\.\d → \d+\.\d \([^)]+\) · .* flip/u)
    expect(await sandbox.read('.kshot/report.md')).toContain('| changed by')

    process.env['KSHOT_REPLAY'] = replay
    const again = await sandbox.run(...words, '-t', 'tiny · gold-2')
    delete process.env['KSHOT_REPLAY']
    expect(again.code).toBe(1)
    expect(again.output).toContain('tiny · gold-2: the answer stays in this case')
    expect(again.output).toContain('one case, asked for by seed and path')
    expect(again.output).toContain('swap options 1 and 2')
    expect(again.output).toContain('this run computed 0 in 0 cells')

    const second = await sandbox.run(...words)
    expect(second.output).toContain('known from an earlier run')
    expect(second.output).toContain('this run computed 0 in 0 cells')
  })

  test('prompts that are the same tokens are not asked, a broken law may be expected, and time makes no pass', async () => {
    const seam = 'spacing: { kinds: [before-answer] }'
    await sandbox.write('suites/space.property.yaml', propertyFile('space', seam, 'cases: 30\n'))
    await sandbox.write('suites/bad.property.yaml', propertyFile('bad', 'option-order: {}', 'expect: violated\n'))
    await sandbox.write('suites/late.property.yaml', propertyFile('late', seam, 'seconds: 0.000001\n'))
    const { code, output } = await sandbox.run('suites/space', 'suites/bad', 'suites/late')
    expect(code).toBe(1)
    expect(output).toMatch(/HOLDS/u)
    expect(output).toMatch(/all proved,\s+of\s+\d+\s+items:/u)
    expect(output).toContain('as expected')
    expect(output).toContain('INCONCLUSIVE')
    expect(output).toMatch(/Tests +1 failed \| 2 passed/u)
    expect(await sandbox.read('.kshot/report.json')).toMatch(/"robustness": \{\s*"state": "proved"/u)
  })

  test('settings that mean nothing are refused before anything is asked', async () => {
    const same = 'synonyms: { table: { big: [big] } }'
    await sandbox.write('suites/same.property.yaml', propertyFile('same', same, ''))
    const { code, output } = await sandbox.run('suites/same')
    expect(code).toBe(1)
    expect(output).toContain('`rewrites[0].synonyms.table.big[0]` is not another word')
  })
})
