import type { Gate } from '../suite/gate.ts'
import type { GateAnswer, GateOutcomes } from '../verdict/gate.ts'
import { relativeFile } from './parts.ts'
import type { ReportGate } from './report.generated.ts'

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
  { onInconclusive }: Pick<Gate, 'onInconclusive'>,
  { state }: Pick<GateAnswer, 'state'>,
): ReportGate['outcome'] {
  if (state === 'regression') return 'failed'
  if (state !== 'inconclusive' || onInconclusive === 'pass') return 'passed'
  return onInconclusive === 'fail' ? 'failed' : 'warned'
}
