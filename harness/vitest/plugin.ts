import { createHash } from 'node:crypto'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Plugin } from 'vitest/config'
import { formatProblems, SuiteError } from '../suite/problem.ts'
import { deviceCheck } from './deviceCheck.ts'
import { cellCounts } from './cellCount.ts'
import { compileGate, compileHypothesis, compileProperty, compileTask } from './compile.ts'
import { interruptKindly } from './interrupt.ts'
import { leaveOut } from './leaveOut.ts'
import { filesBehind, openFolders } from './openFolders.ts'
import { type Note, receiveNotes } from './notes.ts'
import { progressLog } from './progressLog.ts'
import { kshotReporter } from './reporter.ts'
import { SuiteSequencer } from './sequencer.ts'
import { superviseEngine } from './supervisor.ts'

/** Options of the plugin; every one has a default. */
export interface KshotOptions {
  /** Folder of the store, the report and the run's cost, relative to the project root. Default `.kshot`. */
  folder?: string
  /** Threads of the engine. Default: one for each core that this process may use. */
  threads?: number
}

/**
 * Lets Vitest run suites: YAML files become test modules line by line, one engine process serves all of them, and a reporter
 * prints the verdicts. Put it into the project whose `include` names `*.task.yaml`, `*.hypothesis.yaml`, `*.gate.yaml` and `*.property.yaml`.
 */
export function kshot(options: KshotOptions = {}): Plugin {
  const folders = openFolders()
  const refuseAbsentDevice = deviceCheck()
  return {
    name: 'kshot',
    enforce: 'pre',
    config: () => ({
      test: {
        pool: 'forks',
        isolate: false,
        maxWorkers: 1,
        fileParallelism: false,
        testTimeout: 0,
        hookTimeout: 0,
        // Without it the worker waits longer for its modules to be transformed than for the store's answers.
        experimental: { fsModuleCache: true },
      },
    }),
    configureVitest({ vitest, project, experimental_defineCacheKeyGenerator: defineCacheKey }) {
      // A compiled suite depends on its study too, which a key made of its own text would not notice.
      defineCacheKey(({ id }) => (SUITE.test(id) ? false : undefined))
      const { root } = vitest.config
      const folder = join(root, options.folder ?? '.kshot')
      const socket = socketFor(folder)
      const supervisor = superviseEngine(socket('engine'), options.threads ?? availableParallelism(), vitest)
      const clock = () => performance.now()
      const progress = progressLog(vitest, clock)
      const take = (note: Note) => {
        if (note.note === 'engine wanted') supervisor.start()
        else progress.take(note)
        if (note.note === 'computed') supervisor.answered()
      }
      const notes = receiveNotes(socket('notes'), take)
      vitest.onClose(notes.close)
      const provide = (ahead: readonly string[]) => {
        project.provide('kshot', {
          engine: socket('engine'),
          notes: socket('notes'),
          store: folder,
          root,
          sharded: vitest.config.shard !== undefined,
          ahead,
        })
      }
      provide([])
      vitest.config.sequence.sequencer = SuiteSequencer
      const cellsIn = (files: readonly string[]) => cellCounts(folders, files)
      const leftOut = leaveOut(project, vitest, root)
      vitest.config.reporters.push(
        kshotReporter({ vitest, project, supervisor, progress, notes, folder, cellsIn, leftOut, provide, clock }),
      )
      interruptKindly(vitest, process)
    },
    watchChange() {
      folders.forget()
    },
    transform: {
      filter: { id: SUITE },
      async handler(_code, id) {
        try {
          const folder = folders.open(id)
          const { study, tasks, hypotheses, gates, properties, datasets } = folder
          await refuseAbsentDevice(study)
          for (const file of filesBehind(id, folder)) this.addWatchFile(file)
          const task = tasks.find(({ file }) => file.path === id)
          if (task !== undefined) {
            const absent = datasets[tasks.indexOf(task)]?.absent
            return { code: compileTask(task, study, absent), map: sameLines(id, task.file.text) }
          }
          const hypothesis = hypotheses.find(({ file }) => file.path === id)
          if (hypothesis !== undefined)
            return { code: compileHypothesis(hypothesis, study), map: sameLines(id, hypothesis.file.text) }
          const gate = gates.find(({ file }) => file.path === id)
          if (gate !== undefined) return { code: compileGate(gate), map: sameLines(id, gate.file.text) }
          const property = properties.find(({ file }) => file.path === id)
          if (property !== undefined) return { code: compileProperty(property), map: sameLines(id, property.file.text) }
          throw new Error(`${id}: the file is not part of the study of its folder`)
        } catch (error) {
          if (!(error instanceof SuiteError)) throw error
          this.error(refusal(error, id))
        }
      },
    },
  }
}

/** Problems of this file at their place; problems of other files of the study are why this one does not run. */
function refusal(
  error: SuiteError,
  id: string,
): { message: string; id?: string; loc?: { file: string; line: number; column: number } } {
  const own = error.problems.filter(({ file }) => file === id)
  const [first] = own
  if (first === undefined) {
    const [elsewhere] = error.problems
    const place = elsewhere === undefined ? 'another file' : formatProblems([elsewhere], process.cwd())
    return { message: `not run: the study has files to be put right first\n\n${place}` }
  }
  return { message: formatProblems(own, process.cwd()), id, loc: { file: id, line: first.line, column: first.column } }
}

/** Code and YAML share their line numbers; the map only brings the text for code frames. */
function sameLines(id: string, text: string) {
  const mappings = text.split('\n').map(() => 'AACA')
  mappings[0] = 'AAAA'
  return { version: 3 as const, sources: [id], sourcesContent: [text], names: [], mappings: mappings.join(';') }
}

const SUITE = /\.(task|hypothesis|gate|property)\.yaml$/u

/** Sockets of one store folder and process, in paths short enough for every system (104 bytes on macOS). */
function socketFor(folder: string): (purpose: string) => string {
  const name = `kshot-${createHash('sha256').update(folder).digest('hex').slice(0, 8)}-${process.pid}`
  return (purpose) =>
    process.platform === 'win32' ? `\\\\.\\pipe\\${name}-${purpose}` : join(tmpdir(), `${name}-${purpose}.sock`)
}
