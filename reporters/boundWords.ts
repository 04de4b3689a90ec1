import type { BoundEvidence, ReportVerdict, TaskBeyond } from '../harness/report/report.generated.ts'
import { count, difference, points } from './number.ts'
import { type EvidenceWords, some, tested } from './verdictWords.ts'

/** A bound: how many tasks exceed it, which, which come nearest to exceeding it, and which are solved beyond it. */
export function boundWords({ counts, test }: ReportVerdict, evidence: BoundEvidence): EvidenceWords {
  const { tasks, margin, condition } = evidence
  const largest = [...tasks].sort((a, b) => b.difference - a.difference)
  const beyond = largest.filter(({ exceeds }) => exceeds)
  const near = largest.filter(({ exceeds, upper }) => !exceeds && upper >= margin)
  const alone = largest.filter(({ solved }) => solved.state === 'estimated' && solved.alone)
  const all = count(counts.tasks, 'task')
  const items = count(counts.items.total, 'item')
  if (tasks.length === 0) return { numbers: [all, items, `smallest ${tested(test)}`], facts: [] }
  return {
    numbers: [`${beyond.length} of ${all} exceed by ${points(margin)} points`, items, `smallest ${tested(test)}`],
    facts: [
      ...(beyond.length > 0 ? [`exceed, in points: ${some(beyond.map(exceeding))}`] : []),
      ...(near.length > 0 ? [`not excluded, in points: ${some(near.map(open))}`] : []),
      `solved by ${condition}, and shown not to be by its bound: ${
        alone.length === 0 ? 'none' : some(alone.map(({ task, role }) => `${task} (${role})`))
      }`,
    ],
  }
}

function exceeding({ task, difference: value, lower, bound }: TaskBeyond): string {
  return `${task} ${difference(value)} over ${bound} (at least ${difference(lower)})`
}

function open({ task, difference: value, upper }: TaskBeyond): string {
  return `${task} ${difference(value)} (at most ${difference(upper)})`
}
