import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import manifest from '../package.json' with { type: 'json' }
import { checkFolder } from './dataset/checkFolder.ts'
import { nearest } from './suite/nearest.ts'
import { studyPath } from './suite/studyPath.ts'
import { either } from './suite/words.ts'
import { type Mixture, MIXTURES } from './study/mixture.ts'
import { exportedFiles, notesOn } from './tuning/provenance.ts'
import { tuningData, type Wanted } from './tuning/tuningData.ts'
import { Stopped, typedWrong, whole } from './typed.ts'
import { isTaken, writeFolder } from './writeFolder.ts'

/** What `npx kshot --help` says of this command. */
export const TUNE_HELP = `  npx kshot tune export <mixture> [options]
                                  writes training data in the prompts that kshot asks in,
                                  as TRL's SFTTrainer reads it

    --form <form>    flan or samplegen        (flan, where the mixture has that form)
    --suites <path>  folder of the suites, with their study.yaml    (suites/)
    --recipe <name>  the recipe of the study whose prompt is used         (the form)
    --task <name>    the one task of setups 3, 4, 6 and 7
    --seed <n>       draws rows and exemplars                          (the study's)
    --rows <n>       most training rows                                      (20000)
    --cap <n>        more rows of a task do not raise its share               (3000)
    --temperature <t>  above 1, shares are more equal                            (1)
    --loss <what>    completion, or sequence: the prompt carries loss too
                                                                        (completion)
    --out <folder>   a new folder                        (tuning/<mixture>-<form>)

    mixtures: ${MIXTURES.slice(0, 5)
      .map(({ name }) => name)
      .join(', ')}, setup-1 to setup-7
`

const OPTIONS = {
  form: { type: 'string' },
  suites: { type: 'string', default: 'suites' },
  recipe: { type: 'string' },
  task: { type: 'string' },
  seed: { type: 'string' },
  rows: { type: 'string', default: '20000' },
  cap: { type: 'string', default: '3000' },
  temperature: { type: 'string', default: '1' },
  loss: { type: 'string', default: 'completion' },
  out: { type: 'string' },
} as const

/**
 * Runs `tune export`; resolves to the exit code. Throws a SuiteError for what is wrong with the words or the folder, a TypeError of parseArgs,
 * and Stopped after Ctrl-C; nothing is half-written then.
 */
export async function exportTuning(words: readonly string[], print: (line: string) => void): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...words], options: OPTIONS, allowPositionals: true })
  const mixture = mixtureNamed(positionals)
  const folder = checkFolder(studyPath(path.join(values.suites, 'any.task.yaml')), 'gates')
  const form = oneOf('--form', values.form ?? mixture.forms[0] ?? 'flan', ['flan', 'samplegen'] as const)
  const wanted: Wanted = {
    mixture,
    form,
    recipe: values.recipe ?? form,
    seed: values.seed === undefined ? folder.study.seed : whole('--seed', values.seed),
    loss: oneOf('--loss', values.loss, ['completion', 'sequence'] as const),
    rows: positive('--rows', whole('--rows', values.rows)),
    cap: positive('--cap', whole('--cap', values.cap)),
    temperature: positive('--temperature', Number(values.temperature)),
    ...(values.task === undefined ? {} : { task: values.task }),
  }
  const out = path.resolve(values.out ?? path.join('tuning', `${mixture.name}-${form}`))
  if (await isTaken(out)) {
    throw typedWrong({
      what: `--out ${path.relative(process.cwd(), out) || '.'} is not a new folder`,
      expected: 'a folder that is empty or not there: data of two exports would be mixed up',
      found: 'something is in it',
      todo: 'Name another folder, or delete this one first.',
    })
  }
  const data = tuningData(folder, wanted, (file) => readFileSync(file))
  const stop = new AbortController()
  const interrupted = () => {
    stop.abort(new Stopped())
  }
  process.once('SIGINT', interrupted)
  try {
    await writeFolder(out, exportedFiles(data, wanted, folder, manifest.version), stop.signal)
  } catch (error) {
    // The file system's own rejection of an aborted write hides the reason.
    stop.signal.throwIfAborted()
    if (!(error instanceof Error && 'code' in error)) throw error
    process.stderr.write(`kshot: the export could not be written, and nothing of it was left: ${error.message}\n`)
    return 1
  } finally {
    process.off('SIGINT', interrupted)
  }
  const shown = path.relative(process.cwd(), out) || '.'
  const counts = `${data.train.length} training rows, ${data.validation.length} for validation, ${data.tasks.length} tasks`
  print(`${shown}: ${mixture.name}, ${form} form, ${counts}`)
  for (const note of notesOn(data, wanted)) print(`  note: ${note}`)
  return 0
}

function mixtureNamed(positionals: readonly string[]): Mixture {
  const [noun, verb, name, ...more] = positionals
  const names = MIXTURES.map((mixture) => mixture.name)
  if (noun !== 'tune' || verb !== 'export' || more.length > 0) {
    throw typedWrong({
      what: `there is no command ${positionals.join(' ')}`,
      expected: 'tune export <mixture>',
      found: positionals.join(' '),
      todo: 'Write, for example, npx kshot tune export main --form flan.',
    })
  }
  const mixture = MIXTURES.find((each) => each.name === name)
  if (mixture !== undefined) return mixture
  const meant = name === undefined ? undefined : nearest(name, names)
  throw typedWrong({
    what: name === undefined ? 'no mixture is named' : `there is no mixture ${name}`,
    expected: either(names),
    found: name ?? 'nothing',
    ...(meant === undefined ? {} : { nearest: meant }),
    todo: 'Name one of them: npx kshot tune export <mixture>.',
  })
}

function oneOf<T extends string>(option: string, text: string, known: readonly T[]): T {
  const found = known.find((each) => each === text)
  if (found !== undefined) return found
  throw typedWrong({
    what: `${option} is not known`,
    expected: either(known),
    found: text,
    todo: 'Write one of them.',
  })
}

function positive(option: string, value: number): number {
  if (Number.isFinite(value) && value > 0) return value
  throw typedWrong({
    what: `${option} is not above 0`,
    expected: 'a number above 0',
    found: String(value),
    todo: 'Leave it out for the default.',
  })
}
