import type { Gate } from '../suite/gate.ts'
import type { GateAnswer, GateDifference } from '../verdict/gate.ts'

/** Why a gate does not pass, in words: what was compared, what was found, and the numbers behind it. */
export function gateFailure(gate: Gate, { state, reason, tasks, pooled, items, toDecide }: GateAnswer): string {
  const worse = tasks.filter((task) => task.state === 'regression')
  return [
    `${gate.name}: ${gate.candidate.name} against ${gate.baseline.name}: ${state}, ${reason}`,
    ...(gate.expect === undefined ? [] : [`expected: ${gate.expect}`]),
    ...worse.map(({ task, difference, items: own }) => `${task}: ${inPoints(difference)}, ${own.asked} items`),
    `all ${tasks.length} tasks: ${inPoints(pooled)}, the margin is ${(100 * gate.margin).toFixed(1)}`,
    `${items.asked} of ${items.of} items were asked of both`,
    ...toDecide.map((text) => `To decide it: ${text}`),
  ].join('\n')
}

function inPoints(difference: GateDifference): string {
  if (difference.state === 'undefined') return `not computable (${difference.reason})`
  const { value, interval } = difference
  const bounds =
    interval.state === 'undefined'
      ? `without interval (${interval.reason})`
      : `[${signed(interval.lower)}, ${signed(interval.upper)}]`
  return `${signed(value)} points ${bounds}`
}

/** In points, with a real minus sign, and a plus for a gain. */
function signed(share: number): string {
  const text = (100 * share).toFixed(1)
  if (Number(text) === 0) return '0.0'
  return share > 0 ? `+${text}` : text.replace('-', '−')
}
