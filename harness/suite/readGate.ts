import { realpathSync } from 'node:fs'
import { conditionProblems, randomProblems } from './conditionProblems.ts'
import { checkpointOf } from './checkpoint.ts'
import type { GateFile } from './gate.generated.ts'
import type { Checkpoint, Gate } from './gate.ts'
import { overOf } from './over.ts'
import { overWordProblems } from './overProblems.ts'
import { type Problem, refuse, SuiteError } from './problem.ts'
import { problemIn } from './readYaml.ts'
import { recordOf } from './recordedBaseline.ts'
import type { Condition, Study } from './study.ts'
import type { SuiteFile } from './suiteFile.ts'
import { writtenGate } from './validate.ts'

/** The gate of a `*.gate.yaml` file of `study`; `file` is its absolute path. Throws a SuiteError with all its problems. */
export function readGate(file: string, text: string, study: Study): Gate {
  const written = writtenGate(file, text)
  const { data } = written
  refuse([
    ...conditionProblems(written.file, ['condition'], data.condition, study),
    ...overWordProblems(written.file, ['over'], data.over, study),
    ...expectProblems(written.file, data),
    ...stopProblems(written.file, data),
  ])
  const condition = study.conditions.find(({ name }) => name === data.condition)
  if (condition === undefined) throw new Error(`${file}: the study has no condition ${data.condition}`)
  refuse(randomProblems(written.file, ['condition'], condition))

  const candidate = checkpointOf(written.file, 'candidate', data.candidate, condition, study)
  const baseline =
    data.baseline.record === undefined
      ? checkpointOf(written.file, 'baseline', data.baseline, condition, study)
      : recordOf(written.file, { ...data.baseline, record: data.baseline.record }, condition, study)
  if (Array.isArray(candidate) || Array.isArray(baseline))
    throw new SuiteError([candidate, baseline].flatMap((side) => (Array.isArray(side) ? side : [])))
  refuse(sameProblems(written.file, candidate, baseline, condition))
  return {
    name: data.gate,
    claim: data.claim,
    candidate,
    baseline,
    condition,
    over: overOf(data.over, study),
    critical: typeof data.critical === 'string' ? 'all' : (data.critical ?? []),
    items: data.items ?? condition.items,
    margin: data.margin ?? 0.02,
    alpha: data.alpha ?? 0.05,
    method: data.method ?? 'sequential',
    stop: data.stop ?? 'each task',
    ...(data.expect === undefined ? {} : { expect: data.expect }),
    onInconclusive: data.onInconclusive ?? 'fail',
    gateAt: written.keyAt([data.expect === undefined ? 'gate' : 'expect']),
    file: written.file,
  }
}

function expectProblems(file: SuiteFile, { expect, onInconclusive }: GateFile): Problem[] {
  if (expect === undefined || onInconclusive === undefined) return []
  return [
    problemIn(file, ['onInconclusive'], {
      what: 'stands beside `expect`',
      expected: `one of the two: any answer but ${expect} fails`,
      found: onInconclusive,
      todo: 'Delete it, or `expect`.',
    }),
  ]
}

function stopProblems(file: SuiteFile, { method, stop }: GateFile): Problem[] {
  if (method !== 'fixed' || stop === undefined) return []
  return [
    problemIn(file, ['stop'], {
      what: 'has no meaning with `method: fixed`',
      expected: '`method: fixed` alone: it looks once, at all items of every task',
      found: stop,
      todo: 'Delete it, or write `method: sequential`.',
    }),
  ]
}

function sameProblems(
  file: SuiteFile,
  candidate: Checkpoint,
  baseline: Gate['baseline'],
  condition: Condition,
): Problem[] {
  if (baseline.kind === 'record' || foldersOf(candidate, condition) !== foldersOf(baseline, condition)) return []
  return [
    problemIn(file, ['candidate'], {
      what: 'is the baseline itself',
      expected: 'two checkpoints: a checkpoint is never worse than itself',
      found: candidate.name === baseline.name ? candidate.name : `${candidate.name} is ${baseline.name}`,
      todo: 'Name the new checkpoint, or the release that it is compared with.',
    }),
  ]
}

/** Where the weights lie that a condition asks: one folder may go by several names. */
function foldersOf({ model: { path, tuned } }: Checkpoint, { weights }: Condition): string {
  const isWhole = weights !== 'base' && tuned.some(({ kind }) => kind === 'checkpoint')
  const folders = [...(isWhole ? [] : [path]), ...tuned.map((one) => one.path)]
  return JSON.stringify(folders.map((folder) => realpathSync(folder)))
}
