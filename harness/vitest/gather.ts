import type { CellScores } from '../measure/cell.ts'
import { describeGate, recordWarnings } from '../report/gatePart.ts'
import { describeStudy, describeTask, relativeFile, type ReportParts, type VerdictPart } from '../report/parts.ts'
import type { ReportGate, ReportMissing, ReportWarning } from '../report/report.generated.ts'
import { askedCells, familyOf } from '../study/askedCells.ts'
import { cellName } from '../study/cells.ts'
import type { Hypothesis } from '../suite/hypothesis.ts'
import type { StudyFolder } from '../suite/readFolder.ts'
import { decideGate } from '../verdict/decideGate.ts'
import { decideFamily } from '../verdict/family.ts'
import { taskFacts } from '../verdict/taskFacts.ts'
import type { Verdict } from '../verdict/verdict.ts'
import { plannedName, scoresName } from './cellNames.ts'
import type { Environment, TestRecord } from './testRecord.ts'

/** What one test of a suite left behind. */
export interface FinishedTest {
  /** Absolute path of its suite file. */
  file: string
  name: string
  state: 'passed' | 'failed' | 'skipped' | 'interrupted'
  reason: string
  record?: TestRecord
}

/** Collects what the tests of one study found; verdicts that none of them left are computed here, once, from all cells there are. */
export function gather(folder: StudyFolder, tests: readonly FinishedTest[], root: string, kshot: string): ReportParts {
  const records = tests.flatMap(({ record }) => (record === undefined ? [] : [record]))
  const cells = records.flatMap((record) => record.cells)
  const environments = records.flatMap(({ environment }) => (environment === undefined ? [] : [environment]))
  const engines = distinctEngines(environments)
  const weights = Object.assign({}, ...environments.map((environment) => environment.weights)) as Environment['weights']
  const ran = new Set(tests.map(({ file }) => file))
  const verdictsOf = judge(folder, cells)
  const decided = folder.hypotheses
    .filter(({ file }) => ran.has(file.path))
    .map((hypothesis) => decideWithin(hypothesis, folder, cells, verdictsOf, tests, root))
  const measured = new Set(cells.map(({ task }) => task))
  return {
    kshot,
    study: describeStudy(folder.study, folder.tasks, (path) => weights[relativeFile(path, root)]),
    engine: engines[0] === undefined ? { state: 'unknown' } : { state: 'known', ...engines[0] },
    tasks: folder.tasks.filter(({ name }) => measured.has(name)).map((task) => describeTask(task, root)),
    cells,
    // A test without cells is a gate's or a property's, whose tokens are its own.
    records: records.flatMap((record) => (record.cells.length > 0 ? recordsOf(record) : [])),
    checks: records.flatMap(({ check }) => (check === undefined ? [] : [check])),
    verdicts: decided.flatMap(({ verdicts }) => verdicts),
    gates: tests.flatMap(({ file, record }) => gateWithin(file, record, folder, root)),
    properties: records.flatMap(({ property }) => (property === undefined ? [] : [property])),
    warnings: [
      ...(engines.length > 1 ? [MIXED_ENGINES] : []),
      ...tests.flatMap(({ file, record }) => gateWarnings(file, record, folder)),
    ],
    missing: [...decided.flatMap(({ missing }) => missing), ...tests.flatMap((test) => missingTest(test, root))],
  }
}

const recordsOf = ({ work }: TestRecord) => work.parts.flatMap(({ records }) => records)

/** Shards may come from machines whose last digits differ; the reader is told, since their scores are compared. */
const MIXED_ENGINES = {
  subject: 'engine',
  message: 'The merged shards were computed with different engine settings; scores may differ in their last digits.',
}

function distinctEngines(environments: readonly Environment[]): Environment['engine'][] {
  const byText = new Map(environments.map(({ engine }) => [JSON.stringify(engine), engine]))
  return [...byText].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, engine]) => engine)
}

/** A hypothesis is decided only when every cell that its family speaks of is there; the reader is told of the rest. */
function decideWithin(
  hypothesis: Hypothesis,
  folder: StudyFolder,
  cells: readonly CellScores[],
  verdictsOf: (family: readonly Hypothesis[]) => Verdict[],
  tests: readonly FinishedTest[],
  root: string,
): { verdicts: VerdictPart[]; missing: ReportMissing[] } {
  const known = new Set(cells.map(scoresName))
  const family = familyOf(hypothesis, folder)
  const absent = askedCells(family, folder).filter(({ task, cell }) => !known.has(plannedName(task.name, cell)))
  if (absent.length > 0) {
    const waiting = tests.find(({ file, state }) => file === hypothesis.file.path && state === 'skipped')
    if (waiting !== undefined)
      return { verdicts: [], missing: [{ subject: hypothesis.name, state: 'skipped', reason: waiting.reason }] }
    const [first] = absent
    const example = first === undefined ? '' : ` (${first.task.name} · ${cellName(first.cell)})`
    const reason = `${absent.length} of the cells that its family speaks of were not measured${example}`
    return { verdicts: [], missing: [{ subject: hypothesis.name, state: 'skipped', reason }] }
  }
  const left = tests.find(({ file, record }) => file === hypothesis.file.path && record?.verdicts !== undefined)
  const verdicts =
    left?.record?.verdicts ?? verdictsOf(family).filter((verdict) => verdict.hypothesis === hypothesis.name)
  const place = { file: relativeFile(hypothesis.file.path, root), ...hypothesis.expectAt }
  return { verdicts: verdicts.map((verdict) => ({ verdict, ...place })), missing: [] }
}

/** A gate is decided again, from the outcomes that its test left. */
function gateWithin(file: string, record: TestRecord | undefined, { gates }: StudyFolder, root: string): ReportGate[] {
  const gate = gates.find((one) => one.file.path === file)
  if (gate === undefined || record?.gate === undefined) return []
  const { outcomes } = record.gate
  const answer = decideGate(gate, outcomes)
  return answer.state === 'open' ? [] : [describeGate(gate, answer, outcomes, root)]
}

function gateWarnings(file: string, record: TestRecord | undefined, { gates }: StudyFolder): ReportWarning[] {
  const gate = gates.find((one) => one.file.path === file)
  if (gate === undefined || record?.environment === undefined) return []
  return recordWarnings(gate, record.environment.engine)
}

/** The verdicts of a family, which are computed once for all its hypotheses. */
function judge({ tasks, study }: StudyFolder, cells: readonly CellScores[]) {
  const known = new Map<string, Verdict[]>()
  const facts = { tasks: taskFacts(tasks, study.models), seed: study.seed }
  return (family: readonly Hypothesis[]): Verdict[] => {
    const name = family[0]?.family ?? ''
    const verdicts = known.get(name) ?? decideFamily(family, facts, cells)
    known.set(name, verdicts)
    return verdicts
  }
}

function missingTest({ file, name, state, reason, record }: FinishedTest, root: string): ReportMissing[] {
  if (record?.lacking === 0 || state === 'passed') return []
  // A person who filters tests knows what was left out; a hypothesis that waits for the merge is decided above.
  if (state === 'skipped') return []
  return [{ subject: `${relativeFile(file, root)} › ${name}`, state, reason }]
}
