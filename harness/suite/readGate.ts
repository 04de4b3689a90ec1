import { conditionProblems, randomProblems } from './conditionProblems.ts'
import { checkpointOf } from './checkpoint.ts'
import type { GateFile } from './gate.generated.ts'
import type { Gate } from './gate.ts'
import { overOf } from './over.ts'
import { overWordProblems } from './overProblems.ts'
import { type Problem, refuse, SuiteError } from './problem.ts'
import { problemIn } from './readYaml.ts'
import { recordOf } from './recordedBaseline.ts'
import type { Study } from './study.ts'
import type { SuiteFile } from './suiteFile.ts'
import { writtenGate } from './validate.ts'

/** The gate of a `*.gate.yaml` file of `study`; `file` is its absolute path. Throws a SuiteError with all its problems. */
export function readGate(file: string, text: string, study: Study): Gate {
  const written = writtenGate(file, text)
  const { data } = written
  refuse([
    ...conditionProblems(written.file, ['condition'], data.condition, study),
    ...overWordProblems(written.file, ['over'], data.over),
    ...expectProblems(written.file, data),
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
  refuse(sameProblems(written.file, candidate.name, baseline.name))
  return {
    name: data.gate,
    claim: data.claim,
    candidate,
    baseline,
    condition,
    over: overOf(data.over),
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

function sameProblems(file: SuiteFile, candidate: string, baseline: string): Problem[] {
  if (candidate !== baseline) return []
  return [
    problemIn(file, ['candidate'], {
      what: 'is the baseline itself',
      expected: 'two checkpoints: a checkpoint is never worse than itself',
      found: candidate,
      todo: 'Name the new checkpoint, or the release that it is compared with.',
    }),
  ]
}
