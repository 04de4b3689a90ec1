import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { checkFolder, type CheckedFolder } from './dataset/checkFolder.ts'
import { createEngineClient } from './engine/process/client.ts'
import { forkEngine } from './engine/process/forkEngine.ts'
import { type PropertyRun, runProperty } from './runProperty.ts'
import { instruments } from './store/instruments.ts'
import { folderStore } from './store/store.ts'
import type { Property } from './suite/property.ts'
import { readProperty } from './suite/readProperty.ts'
import { cellsAskedBy } from './study/cells.ts'

/**
 * What 1,000 variants of the prompts of one task of the lab cost, cold: `npm run bench:variants [-- task [cases]]`. An engine process is
 * started, and every prompt as it is written and every variant is asked, with a store that is empty.
 */
async function main(task = 'nli/kind', cases = '1000'): Promise<void> {
  const started = performance.now()
  const folder = checkFolder(fileURLToPath(new URL('../suites/lab/study.yaml', import.meta.url)))
  console.log(`${task}, ${cases} cases; the folder was read in ${seconds(performance.now() - started)} s`)
  console.log('what is rewritten                         changed  seconds  here  tokens needed  computed  one by one')
  for (const [name, { condition, rewrites }] of Object.entries(WORKLOADS)) {
    const text = [...law(task, condition, cases), ...rewrites.map((rewrite) => `  - ${rewrite}`)].join('\n')
    console.log(await row(name, readProperty(folder.study.file.path, text, folder.study), folder))
  }
}

const WORKLOADS = {
  'the question, after 4 examples': {
    condition: 'gold-4',
    rewrites: ['option-order: {}', 'distractor: {}', 'typos: { rate: 0.2 }', 'unicode: { forms: [] }'],
  },
  'all of the prompt, no examples': { condition: 'layout', rewrites: all() },
  'all of the prompt, 2 examples': { condition: 'gold-2', rewrites: all() },
  'all of the prompt, 4 examples': { condition: 'gold-4', rewrites: all() },
}

/** Drawn each by itself, so that hardly two cases have an example in common. */
function all(): string[] {
  return ['spacing', 'option-order', 'option-labels', 'field-names', 'letter-case', 'punctuation'].map(
    (name) => `${name}: {}`,
  )
}

/** No smaller violation is looked for: what is timed is the first pass. */
const law = (task: string, condition: string, cases: string) => [
  'property: variants',
  'claim: Nothing of this changes an answer.',
  `over: [${task}]`,
  `condition: ${condition}`,
  'holds: { answer: stays }',
  'often: 0.95',
  `cases: ${cases}`,
  'shrink: 1',
  'seconds: 600',
  'rewrites:',
]

async function row(name: string, property: Property, folder: CheckedFolder): Promise<string> {
  const [cell] = cellsAskedBy(property)
  if (cell === undefined) throw new Error(`${folder.study.file.path}: the study asks no model`)
  const scratch = mkdtempSync(join(tmpdir(), 'kshot-variants-'))
  const [from, cpu] = [performance.now(), process.cpuUsage()]
  const child = await forkEngine({ socketPath: join(scratch, 'engine'), threads: availableParallelism() })
  const engine = createEngineClient(child)
  const tools = instruments(engine, folderStore(join(scratch, 'blocks')), join(scratch, 'hashes.json'))
  const run: PropertyRun = { records: [] }
  const memory = { read: () => Promise.resolve({ known: [], unreadable: 0 }), keep: () => Promise.resolve() }
  const about = { run, memory, replay: undefined, clock: () => performance.now(), signal: new AbortController().signal }
  const { result } = await runProperty(property, cell, folder, tools, about)
  const took = performance.now() - from
  const { user, system } = process.cpuUsage(cpu)
  await engine.close()
  await child.kill()
  rmSync(scratch, { recursive: true })

  const costs = run.records.flatMap(({ records }) => records.map(({ cost }) => cost))
  const sum = (of: 'needed' | 'computed' | 'naive') => costs.reduce((total, cost) => total + cost[of], 0)
  const { needed, computed, naive } = { needed: sum('needed'), computed: sum('computed'), naive: sum('naive') }
  return [
    name.padEnd(40),
    String(result.tried.filter(({ outcome }) => outcome.state !== 'unchanged').length).padStart(8),
    seconds(took).padStart(8),
    seconds((user + system) / 1000).padStart(5),
    String(needed).padStart(14),
    `${(computed / needed).toFixed(3)} ×`.padStart(9),
    `${(naive / needed).toFixed(1)} ×`.padStart(11),
  ].join(' ')
}

const seconds = (milliseconds: number) => (milliseconds / 1000).toFixed(1)

await main(...process.argv.slice(2))
