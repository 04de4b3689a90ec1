import { stat } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import manifest from '../package.json' with { type: 'json' }
import { checkFolder } from './dataset/checkFolder.ts'
import { createEngineClient } from './engine/process/client.ts'
import { autoDevice } from './engine/session/deviceOffer.ts'
import { type EngineProcess, forkEngine } from './engine/process/forkEngine.ts'
import { placedEngine } from './engine/session/placedEngine.ts'
import { exportTuning, TUNE_HELP } from './exportTuning.ts'
import { findLeaks, LEAKS_HELP } from './findLeaks.ts'
import { saveBaseline } from './saveBaseline.ts'
import { instruments } from './store/instruments.ts'
import { folderStore } from './store/store.ts'
import { writeWhole } from './store/writeWhole.ts'
import { formatBaseline } from './suite/baselineRecord.ts'
import { checkpointOf } from './suite/checkpoint.ts'
import { conditionProblems, randomProblems } from './suite/conditionProblems.ts'
import type { Gate } from './suite/gate.ts'
import { gateTaskProblems } from './suite/gateTaskProblems.ts'
import { GROUPS } from './suite/over.ts'
import { refuse, SuiteError } from './suite/problem.ts'
import type { Study } from './suite/study.ts'
import { studyPath } from './suite/studyPath.ts'
import { ARGUMENTS, Stopped, whole } from './typed.ts'
import { deviceCheck } from './vitest/deviceCheck.ts'

const HELP = `kshot: unit tests for what a language model can do

  npx vitest run suites/          asks what suites ask, and ends with verdicts

  npx kshot baseline save <model> --condition <name> [options]
                                  writes a record of a checkpoint's outcomes, for
                                  \`baseline: { record: … }\` of a *.gate.yaml

    --seed <n>       the tuned model of this seed
    --path <folder>  a checkpoint that study.yaml does not name; <model> is its base
    --suites <path>  folder of the suites, with their study.yaml    (suites/)
    --over <tasks>   all tasks, held-out tasks, trained tasks, or names with commas
                     between them                                   (all tasks)
    --items <n>      most items of a task                           (the condition's)
    --out <file>     the record              (baselines/<model>-<condition>.json)

${TUNE_HELP}
${LEAKS_HELP}`

/** Runs the command line; resolves to the exit code. */
export async function commandLine(words: readonly string[]): Promise<number> {
  if (words.length === 0 || words.includes('--help') || words[0] === 'help') {
    process.stdout.write(HELP)
    return 0
  }
  try {
    if (words[0] === 'tune') return await exportTuning(words, print)
    if (words[0] === 'leaks') return await findLeaks(words, print, (line) => process.stderr.write(`${line}\n`))
    const { values, positionals } = parseArgs({ args: [...words], options: OPTIONS, allowPositionals: true })
    const [noun, verb, model, ...more] = positionals
    if (noun !== 'baseline' || verb !== 'save' || more.length > 0)
      return wrong(`there is no command ${words.join(' ')}`)
    if (values.condition === undefined) return wrong('--condition is missing: name the condition of the gate')
    return await save({ ...values, condition: values.condition, ...(model === undefined ? {} : { model }) })
  } catch (error) {
    // Arguments that parseArgs refuses are told with its own sentence.
    if (error instanceof SuiteError) return wrong(error.message.replaceAll(/^\S*arguments:1:1: /gmu, ''))
    if (error instanceof TypeError && 'code' in error) return wrong(error.message)
    if (error instanceof Stopped) {
      const kept = words[0] === 'tune' ? 'nothing' : 'what was computed is in the store, and no record'
      process.stderr.write(`kshot: stopped; ${kept} was written\n`)
      return 130
    }
    throw error
  }
}

const OPTIONS = {
  condition: { type: 'string' },
  seed: { type: 'string' },
  path: { type: 'string' },
  suites: { type: 'string', default: 'suites' },
  over: { type: 'string', default: 'all tasks' },
  items: { type: 'string' },
  out: { type: 'string' },
} as const

const print = (line: string) => process.stdout.write(`${line}\n`)

function wrong(why: string): number {
  process.stderr.write(`kshot: ${why}\n\n  npx kshot --help shows all commands\n`)
  return 2
}

interface Wanted {
  model?: string
  condition: string
  seed?: string | undefined
  path?: string | undefined
  suites: string
  over: string
  items?: string | undefined
  out?: string | undefined
}

async function save(wanted: Wanted): Promise<number> {
  // The gates may wait for the record that is made here.
  const folder = checkFolder(studyPath(path.join(wanted.suites, 'any.task.yaml')), 'gates')
  const { study, tasks } = folder
  const { checkpoint, condition } = checkpointIn(study, wanted)
  const group = GROUPS.find((name) => name === wanted.over)
  const over = group ?? wanted.over.split(',').map((name) => name.trim())
  refuse(gateTaskProblems({ over, critical: [], file: ARGUMENTS }, tasks))
  const items = wanted.items === undefined ? condition.items : whole('--items', wanted.items)
  if (items < 2) return wrong(`--items ${items}: a gate needs at least 2 items of a task`)
  await deviceCheck()(study)
  const file = path.resolve(
    wanted.out ?? `baselines/${checkpoint.name.replaceAll(/\W+/gu, '-')}-${condition.name}.json`,
  )
  if (await isFolder(file)) return wrong(`--out ${wanted.out ?? file} is a folder: name the file of the record`)
  const stop = new AbortController()
  process.once('SIGINT', () => {
    stop.abort(new Stopped())
  })
  const { tools, close } = await workbench(study)
  try {
    const record = await saveBaseline({ checkpoint, condition, over, items }, folder, tools, {
      kshot: manifest.version,
      signal: stop.signal,
      onTask: (task) => process.stderr.write(`  ${task}\n`),
    })
    // A gate may be reading the record before.
    await writeWhole(file, formatBaseline(record))
    const total = record.tasks.reduce((sum, task) => sum + task.items.length, 0)
    const what = `${checkpoint.name} under ${condition.name}, ${record.tasks.length} tasks, ${total} items`
    process.stdout.write(`${path.relative(process.cwd(), file)}: ${what}\n`)
    return 0
  } finally {
    await close()
  }
}

const isFolder = (file: string) =>
  stat(file).then(
    (found) => found.isDirectory(),
    () => false,
  )

/** The checkpoint and the condition that the arguments name; throws a SuiteError for what the study does not have. */
function checkpointIn(study: Study, wanted: Wanted) {
  refuse(conditionProblems(ARGUMENTS, ['--condition'], wanted.condition, study))
  const condition = study.conditions.find(({ name }) => name === wanted.condition)
  if (condition === undefined) throw new Error(`the study has no condition ${wanted.condition}`)
  refuse(randomProblems(ARGUMENTS, ['--condition'], condition))
  const named = {
    ...(wanted.model === undefined ? {} : { model: wanted.model }),
    ...(wanted.seed === undefined ? {} : { seed: whole('--seed', wanted.seed) }),
    ...(wanted.path === undefined ? {} : { path: wanted.path }),
  }
  const checkpoint = checkpointOf(ARGUMENTS, 'checkpoint', named, condition, study)
  if (Array.isArray(checkpoint)) throw new SuiteError(checkpoint)
  return { checkpoint, condition } satisfies { checkpoint: Gate['candidate']; condition: Gate['condition'] }
}

/** An engine process of its own, and the store that runs of this project share. */
async function workbench({ device: wanted, precision }: Study) {
  const device = wanted === 'auto' ? await autoDevice() : wanted
  const name = `kshot-${process.pid}-baseline`
  const socketPath = process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : path.join(tmpdir(), `${name}.sock`)
  const running: EngineProcess = await forkEngine({ socketPath, threads: availableParallelism() })
  const engine = placedEngine(createEngineClient({ socketPath, patience: 30_000 }), { device, precision })
  const tools = instruments(engine, folderStore(path.resolve('.kshot/blocks')), path.resolve('.kshot/hashes.json'))
  const close = async () => {
    await engine.close()
    await running.kill()
  }
  return { tools, close }
}
