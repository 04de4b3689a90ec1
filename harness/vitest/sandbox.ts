import { type ChildProcess, spawn } from 'node:child_process'
import { cp, mkdir, mkdtemp, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A project of its own on disk, with a small random model and a study, in which tests run Vitest as a person would. */
export interface Sandbox {
  root: string
  /** Runs `vitest run …` to its end. */
  run: (...args: string[]) => Promise<Finished>
  /** Starts `vitest run …` in a process group of its own. */
  start: (...args: string[]) => { process: ChildProcess; finished: Promise<Finished> }
  write: (file: string, text: string) => Promise<void>
  read: (file: string) => Promise<string>
  /** Records in the store. */
  records: () => Promise<number>
}

export interface Finished {
  code: number | null
  /** Standard output and error, as they came. */
  output: string
}

/** Makes a sandbox with `tasks` tasks in seven clusters, 24 items each, and one hypothesis. */
export async function makeSandbox(tasks: number): Promise<Sandbox> {
  const root = await mkdtemp(join(tmpdir(), 'kshot-sandbox-'))
  const write = async (file: string, text: string) => {
    await mkdir(join(root, file, '..'), { recursive: true })
    await writeFile(join(root, file), text)
  }
  await symlink(join(REPOSITORY, 'node_modules'), join(root, 'node_modules'))
  await cp(join(REPOSITORY, 'fixtures/oracle/engine/model'), join(root, 'model'), { recursive: true })
  await cp(join(REPOSITORY, 'fixtures/oracle/engine/adapter'), join(root, 'adapter'), { recursive: true })
  await write('package.json', '{ "type": "module" }')
  await write('vitest.config.ts', CONFIG)
  await write('suites/study.yaml', STUDY)
  await write('suites/h1.hypothesis.yaml', HYPOTHESIS)
  for (let index = 0; index < tasks; index++) {
    await write(`suites/t${index}.task.yaml`, taskFile(index))
    await write(`suites/data/t${index}.jsonl`, rows(index, 'test', 24))
    await write(`suites/data/t${index}.exemplars.jsonl`, rows(index, 'shown', 6))
  }
  const start = (...args: string[]) => {
    const child = spawn(process.execPath, [join(REPOSITORY, 'node_modules/vitest/vitest.mjs'), 'run', ...args], {
      cwd: root,
      detached: true,
      env: {
        ...process.env,
        NO_COLOR: '1',
        CI: '1',
        VITEST: undefined,
        VITEST_WORKER_ID: undefined,
        VITEST_POOL_ID: undefined,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    const take = (text: Buffer) => {
      output += text.toString()
    }
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    const finished = new Promise<Finished>((resolve) => {
      child.on('close', (code) => {
        resolve({ code, output })
      })
    })
    return { process: child, finished }
  }
  return {
    root,
    start,
    run: (...args) => start(...args).finished,
    write,
    read: (file) => readFile(join(root, file), 'utf8'),
    async records() {
      const files = await readdir(join(root, '.kshot/blocks'), { recursive: true }).catch(() => [])
      return files.filter((file) => file.endsWith('.jsonl')).length
    },
  }
}

const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url))

const CONFIG = `
import { defineConfig } from 'vitest/config'
import { kshot } from ${JSON.stringify(join(REPOSITORY, 'harness/vitest/plugin.ts'))}

export default defineConfig({
  plugins: [kshot({ threads: 1 })],
  test: { include: ['suites/**/*.{task,hypothesis,gate,property}.yaml'] },
})
`

const STUDY = `study: sandbox
seed: 7
items: 24
models:
  - name: tiny
    path: ../model
    tuned:
      - { recipe: flan, seed: 42, path: ../adapter }
      - { recipe: samplegen, seed: 42, path: ../adapter }
recipes:
  flan: { wrap: "[INST] {{instruction}} [/INST]\\n" }
  samplegen: { wrap: "[INST] {{instruction}} [/INST]\\n", shots: 2, maxTokens: 12 }
conditions:
  random: { weights: none }
  zero-shot-cue: { weights: base, form: instruction, cue: true }
  gold-2: { weights: base, form: component, cue: true, exemplars: { from: gold, shots: 2 } }
  flan: { weights: flan, form: instruction, cue: true }
  samplegen: { weights: samplegen, form: component, cue: true, exemplars: { from: samplegen, shots: 2 }, items: 4 }
  pipeline: { weights: base, form: component, cue: true, exemplars: { from: samplegen, shots: 2 }, items: 4 }
`

const HYPOTHESIS = `hypothesis: H1
claim: Tuned scores follow the scores of the base with examples.
family: confirmatory
each: base model
relate: { x: gold-2, y: flan, over: held-out tasks, given: [zero-shot-cue, chance] }
decide: { alpha: 0.05, minimum: 0.5 }
expect: inconclusive
`

/** The last task is free text, the others have options. */
function taskFile(index: number): string {
  const free = index === 0
  return `task: c${index % 7}/t${index}
about: A task without sense, for a model without knowledge.
role: held-out
source: { name: sandbox, licence: Apache-2.0 }
data: { file: data/t${index}.jsonl }
exemplars: { file: data/t${index}.exemplars.jsonl, balance: ${free ? 'none' : 'answer'} }
prompt:
  fields: { Word: "{{word}}" }
  instructions: ["What is {{word}}?"]
${free ? '' : '  options: [red, blue]\n'}answer: "{{answer}}"
metric: ${free ? 'exact-match' : 'accuracy'}
`
}

function rows(task: number, split: string, count: number): string {
  return Array.from({ length: count }, (_, row) => {
    const answer = row % 2 === 0 ? 'red' : 'blue'
    return `${JSON.stringify({ id: `t${task}-${split}-${row}`, word: `${split} ${task} ${row}`, answer })}\n`
  }).join('')
}
