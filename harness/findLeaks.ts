import { statSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { checkFolder } from './dataset/checkFolder.ts'
import type { Dataset, Item } from './dataset/item.ts'
import { leakLines } from './leakLines.ts'
import { leakIndex } from './leaks/leakIndex.ts'
import { type LeakReport, leakSearch, poolPassage, type SearchedTask, whyNothing } from './leaks/leakReport.ts'
import { readText } from './leaks/readText.ts'
import { studiesAt } from './suite/studiesAt.ts'
import type { Task, TextUse } from './suite/task.ts'
import { typedWrong } from './typed.ts'

/** What `npx kshot --help` says of this command. */
export const LEAKS_HELP = `  npx kshot leaks [folder] [options]
                                  looks for the test items of all tasks, in each language
                                  that they are translated into, and for 13 words in a row
                                  of one, in all exemplar pools and training rows, and in
                                  these texts; fails where a task file does not allow them
                                                                                (suites/)

    --text <file>    pretraining text: .jsonl rows with \`text\`, or plain; also .gz;
                     may be given several times
    --tuning <file>  tuning data: .jsonl rows with \`prompt\` and \`completion\`, \`text\`
                     or \`messages\`; may be given several times
    --json           the whole report as JSON
`

const OPTIONS = {
  text: { type: 'string', multiple: true },
  tuning: { type: 'string', multiple: true },
  json: { type: 'boolean', default: false },
} as const

/**
 * Runs `leaks`; resolves to the exit code, 1 where a leak is not allowed, 2 where nothing was searched. Throws a SuiteError for what is wrong with the words, the folder
 * or a text, and a TypeError of parseArgs. `progress` is told of long files.
 */
export async function findLeaks(
  words: readonly string[],
  print: (line: string) => void,
  progress: (line: string) => void,
): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...words], options: OPTIONS, allowPositionals: true })
  const [, folder = 'suites', ...more] = positionals
  if (more.length > 0 || !isFolder(folder))
    throw notOneFolder(more.length > 0 ? positionals.slice(1).join(' ') : folder)
  const texts = [
    ...(values.tuning ?? []).map((file) => ({ file, option: '--tuning', use: 'tuning' as const })),
    ...(values.text ?? []).map((file) => ({ file, option: '--text', use: 'pretraining' as const })),
  ]
  for (const { file, option } of texts) if (!isFile(file)) throw noFile(option, file)
  const report = await leaksOf(tasksAt(folder), texts, progress)
  for (const line of values.json ? [JSON.stringify(report, null, 2)] : leakLines(report, process.cwd())) print(line)
  if (whyNothing(report) !== undefined) return 2
  return report.leaks.some(({ allowed }) => allowed === undefined) ? 1 : 0
}

/** A task as it is asked in one language, and the rows of it that models may read. */
interface ReadTask extends SearchedTask {
  items: Item[]
  exemplars: Item[]
  training: Item[]
  /** Why the rows are not on this machine; there are none then. */
  absent?: string
}

/** The tasks of all studies of a folder, each once, and after each the languages that it is translated into. */
function tasksAt(folder: string): ReadTask[] {
  const read = studiesAt(folder).flatMap((study) => {
    const { tasks, datasets } = checkFolder(study, 'gates')
    return tasks.map((task, at): [string, ReadTask[]] => [task.file.path, inEachLanguage(task, datasets[at])])
  })
  return [...new Map(read).values()].flat()
}

function inEachLanguage(task: Task, dataset: Dataset = { items: [], exemplars: [] }): ReadTask[] {
  const { items, exemplars, training = [], absent, translations = {} } = dataset
  return [
    { task, items, exemplars, training, ...(absent === undefined ? {} : { absent }) },
    ...Object.entries(translations).map(([language, translated]) => ({
      task,
      language,
      items: translated.items,
      exemplars: translated.exemplars,
      training: [],
    })),
  ]
}

async function leaksOf(
  all: readonly ReadTask[],
  texts: readonly { file: string; use: TextUse }[],
  progress: (line: string) => void,
): Promise<LeakReport> {
  const tasks = all.filter(({ absent }) => absent === undefined)
  const absent = all.flatMap(({ task, absent: reason }) => (reason === undefined ? [] : [{ task: task.name, reason }]))
  const index = leakIndex(tasks.map(({ items }) => items))
  const { search, done } = leakSearch(tasks, absent, index)
  for (const { exemplars, training } of tasks) {
    const named = 'task'
    for (const item of exemplars) search(poolPassage(item), { file: item.source.file, use: 'exemplars', named })
    for (const item of training) search(poolPassage(item), { file: item.source.file, use: 'tuning', named })
  }
  for (const { file, use } of texts) {
    const size = statSync(file).size
    let told = 0
    const read = (bytes: number) => {
      if (bytes - told < TOLD_BYTES) return
      told = bytes
      progress(`  ${file} ${(bytes / 1e6).toFixed(0)} of ${(size / 1e6).toFixed(0)} MB`)
    }
    for await (const passage of readText(path.resolve(file), index.extent, read)) {
      search(passage, { file: path.resolve(file), use, named: 'option' })
    }
  }
  return done()
}

/** Progress is told so often. */
const TOLD_BYTES = 16e6

const isFolder = (name: string) => statSync(name, { throwIfNoEntry: false })?.isDirectory() === true
const isFile = (name: string) => statSync(name, { throwIfNoEntry: false })?.isFile() === true

function notOneFolder(found: string) {
  return typedWrong({
    what: 'leaks reads one folder of suites',
    expected: 'a folder with a study.yaml in it, below it or above it',
    found,
    todo: 'Write, for example, npx kshot leaks suites/ --text pages.jsonl.',
  })
}

function noFile(option: string, found: string) {
  return typedWrong({
    what: `${option} names no file`,
    expected: 'a file of text; the option is given once for each file',
    found,
    todo: 'Correct the path.',
  })
}
