import type { NearChanceEvidence, ReportVerdict, TaskAtChance } from '../harness/report/report.generated.ts'
import { count, difference, percent, points, probability } from './number.ts'
import { type EvidenceWords, some, tested } from './verdictWords.ts'

/** Near chance: how many tasks are shown to lie there, and which differ most. */
export function nearChanceWords({ counts, alpha, test }: ReportVerdict, evidence: NearChanceEvidence): EvidenceWords {
  const { tasks, margin, share, joint } = evidence
  const near = tasks.filter(({ equivalent }) => equivalent).length
  const away = tasks
    .filter(({ equivalent, adjusted }) => !equivalent && adjusted <= alpha)
    .sort((a, b) => Math.abs(b.difference) - Math.abs(a.difference))
  const shown = `${near} of ${count(counts.tasks, 'task')} within ${points(margin)} points of chance`
  return {
    numbers: [
      tasks.length === 0 ? count(counts.tasks, 'task') : shown,
      count(counts.items.total, 'item'),
      `smallest ${tested(test)}`,
    ],
    facts: [
      ...(joint.state === 'estimated'
        ? [`${percent(share)} of the tasks within it, tested together: ${probability(joint.p)}`]
        : []),
      ...(away.length === 0 ? [] : [`not at chance (points from it): ${some(away.map(row))}`]),
    ],
  }
}

function row({ task, difference: value, lower, upper }: TaskAtChance): string {
  return `${task} ${difference(value)} [${difference(lower)}, ${difference(upper)}]`
}
