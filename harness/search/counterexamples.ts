import { appendFile, mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fingerprint, type Plain } from '../store/fingerprint.ts'
import { isAbsent } from '../store/isAbsent.ts'
import type { KnownCounterexample } from './law.ts'

/** Counterexamples that earlier runs found, one file a law. Nothing is ever taken out: what holds today may break tomorrow. */
export interface Counterexamples<Case> {
  /** In the order in which they were found, each case once; and lines that are none, as a killed run leaves behind. */
  read: () => Promise<{ known: KnownCounterexample<Case>[]; unreadable: number }>
  /** Adds one that is not there yet. Errors: a full or read-only disk, with the file's name. */
  keep: (found: KnownCounterexample<Case>) => Promise<void>
}

/**
 * The counterexamples of `law` in `folder` (`.kshot/counterexamples`): a line of JSON each, in a file that is only appended to.
 *
 * A line is written at once and stands between line ends of its own, so that two runs at once do not mix theirs, and half a line
 * of a killed run spoils no other. What the law is names the file: a law of other rewrites, tasks or conditions starts anew.
 *
 * @param isCase whether a value that was read is a case of this law
 */
export function counterexamplesOf<Case extends Plain>(
  folder: string,
  law: Plain,
  isCase: (value: unknown) => value is Case,
): Counterexamples<Case> {
  const file = join(folder, `${fingerprint(law)}.jsonl`)
  const read = async () => {
    const lines = (await textOf(file)).split('\n').filter((line) => line !== '')
    const records = lines.map((line) => parse(line, isCase))
    const known = new Map<string, KnownCounterexample<Case>>()
    for (const record of records) if (record !== undefined) known.set(JSON.stringify(record.case), record)
    return { known: [...known.values()], unreadable: records.filter((record) => record === undefined).length }
  }
  return {
    read,
    async keep({ case: smallest, first, seed, path, steps, ended }) {
      const record = { case: smallest, first, seed, path, steps, ended }
      const { known } = await read()
      if (known.some((one) => JSON.stringify(one) === JSON.stringify(record))) return
      try {
        await mkdir(folder, { recursive: true })
        await appendFile(file, `\n${JSON.stringify(record)}\n`)
      } catch (error) {
        throw new Error(
          `${file}: a counterexample could not be kept (${messageOf(error)}). Make room or grant write access, then run again.`,
        )
      }
    },
  }
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (isAbsent(error)) return ''
    throw new Error(
      `${file}: known counterexamples cannot be read (${messageOf(error)}). Check its permissions, or delete the file: they are then searched again.`,
    )
  }
}

/** Undefined for half a line, and for what this version did not write. */
function parse<Case>(line: string, isCase: (value: unknown) => value is Case): KnownCounterexample<Case> | undefined {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return undefined
  }
  if (typeof value !== 'object' || value === null) return undefined
  if (!('case' in value && 'first' in value && 'seed' in value && 'path' in value && 'steps' in value)) return undefined
  if (!('ended' in value && isEnd(value.ended))) return undefined
  const { case: smallest, first, seed, path, steps, ended } = value
  if (!(isCase(smallest) && isCase(first))) return undefined
  if (typeof seed !== 'number' || typeof path !== 'string' || typeof steps !== 'number') return undefined
  return { case: smallest, first, seed, path, steps, ended }
}

const ENDS = ['smallest', 'evaluations', 'time', 'replay'] as const

const isEnd = (value: unknown): value is (typeof ENDS)[number] => ENDS.some((end) => end === value)

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
