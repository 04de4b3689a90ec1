import type { Numerics } from '../engine/engine.ts'
import type { Gate } from '../suite/gate.ts'
import type { GateAnswer, GateOutcomes } from '../verdict/gate.ts'
import { relativeFile } from './parts.ts'
import type { ReportGate, ReportWarning } from './report.generated.ts'

/** A gate as the report shows it; `root` is the absolute folder of the project. */
export function describeGate(
  gate: Gate,
  answer: GateAnswer,
  outcomes: readonly GateOutcomes[],
  root: string,
): ReportGate {
  const { state, reason, pooled, items, toDecide } = answer
  return {
    gate: gate.name,
    claim: gate.claim,
    state,
    outcome: gateOutcome(gate, answer),
    reason,
    candidate: gate.candidate.name,
    baseline: gate.baseline.name,
    condition: gate.condition.name,
    margin: gate.margin,
    alpha: gate.alpha,
    method: gate.method,
    stop: gate.stop,
    ...(gate.expect === undefined ? {} : { expect: gate.expect }),
    onInconclusive: gate.onInconclusive,
    pooled,
    items,
    toDecide,
    file: relativeFile(gate.file.path, root),
    ...gate.gateAt,
    tasks: answer.tasks.map((task) => {
      const own = outcomes.find((one) => one.task === task.task)
      return { ...task, ids: own?.items ?? [], candidate: own?.candidate ?? [], baseline: own?.baseline ?? [] }
    }),
  }
}

/** What becomes of a gate's test. */
export function gateOutcome(
  { expect, onInconclusive }: Pick<Gate, 'expect' | 'onInconclusive'>,
  { state }: Pick<GateAnswer, 'state'>,
): ReportGate['outcome'] {
  if (expect !== undefined) return state === expect ? 'passed' : 'failed'
  if (state === 'regression') return 'failed'
  if (state !== 'inconclusive' || onInconclusive === 'pass') return 'passed'
  return onInconclusive === 'fail' ? 'failed' : 'warned'
}

/** What to know of a record whose outcomes were not computed as the candidate's were; `engine` is what the latter depend on. */
export function recordWarnings({ name, baseline }: Pick<Gate, 'name' | 'baseline'>, engine: Numerics): ReportWarning[] {
  if (baseline.kind !== 'record') return []
  const now = new Map(Object.entries<string | number>({ ...engine }))
  const then = new Map(Object.entries(baseline.record.provenance.engine))
  const changed = [...new Set([...then.keys(), ...now.keys()])]
    .filter((key) => then.get(key) !== now.get(key))
    .map((key) => `${key} ${then.get(key) ?? 'unknown'}, now ${now.get(key) ?? 'unknown'}`)
  if (changed.length === 0) return []
  const message = `${baseline.name} was made with other engine settings (${changed.join('; ')}); answers that are nearly ties may differ.`
  return [{ subject: `gate ${name}`, message }]
}
