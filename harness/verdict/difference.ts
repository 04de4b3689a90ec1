import type { CellScores } from '../measure/cell.ts'
import { notComputable } from '../statistics/undefined.ts'
import type { Difference, Hypothesis } from '../suite/hypothesis.ts'
import { overWords } from '../suite/over.ts'
import { faulty, headOf, type Analysis, type Facts } from './analysis.ts'
import { differenceNeeds, flipNeeds } from './differenceNeeds.ts'
import { decideDifference } from './differenceRule.ts'
import { estimateDifference } from './differenceEstimates.ts'
import { gatherScores } from './gathered.ts'
import { trendRanks } from './trendRanks.ts'
import type { TaskDifference } from './verdict.ts'
import { counted, within } from './wording.ts'

/**
 * How large is the mean difference over tasks, for one base model? One planned test: of equivalence where the claim is
 * equality, else of "no difference".
 */
export function analyseDifference(
  hypothesis: Hypothesis,
  relation: Difference,
  facts: Facts,
  cells: readonly CellScores[],
  model: string,
): Analysis {
  const { alpha } = hypothesis
  const { over, ...declared } = relation
  const { tasks: paired, faults, counts, warnings } = gatherScores(relation, facts, cells, model)
  const { tasks, ...estimates } = estimateDifference(relation, paired, alpha, facts.seed)
  const empty = notComputable(faults.length > 0 ? counted(faults.length, 'cell fault') : `no ${overWords(over)}`)
  const found =
    paired.length > 0
      ? estimates
      : {
          difference: empty,
          intervals: { items: empty, tasks: empty },
          zero: empty,
          equivalence: { p: empty, interval: empty },
        }
  return {
    planned: [relation.is === 'equal' ? found.equivalence.p : found.zero],
    conclude: ([test]) => {
      if (test === undefined) throw new Error('a difference has one planned test')
      const { finding, ...decision } = decideDifference(relation, { ...found, test, counts, alpha })
      const open = decision.state === 'inconclusive'
      const needs = open
        ? [
            ...differenceNeeds(relation, found, tasks, counts, alpha),
            ...flipNeeds(found.zero, alpha, relation.is === 'equal' ? 1 : test.members),
          ]
        : []
      return {
        ...headOf(hypothesis, model),
        toDecide: needs,
        ...(faults.length > 0 ? faulty(faults) : decision),
        warnings,
        question: questionOf(relation),
        estimand: estimandOf(relation),
        test,
        counts,
        seed: facts.seed,
        evidence: {
          ...declared,
          conditions: [...declared.conditions],
          finding: faults.length > 0 ? 'inconclusive' : finding,
          ...found,
          ...(relation.kind === 'trend' ? { ranks: trendRanks(paired, relation.generalise) } : {}),
          tasks: tasks.map(({ task, cluster, differences }): TaskDifference => {
            const all = Array.from(differences)
            const difference = all.reduce((sum, value) => sum + value, 0) / Math.max(1, all.length)
            return { task, cluster, items: all.length, difference }
          }),
        },
      }
    },
  }
}

function questionOf({ kind, conditions, is, over, margin }: Difference): string {
  const [a = '', b = '', c = '', d = ''] = conditions
  const what = {
    comparison: `${a} less ${b}`,
    contrast: `(${a} less ${b}) less (${c} less ${d})`,
    trend: `the slope per step over ${conditions.join(', ')}`,
  }[kind]
  const claim = {
    equal: `within ${within(margin)} of 0`,
    greater: 'above 0',
    different: 'different from 0',
  }[is]
  return `Is ${what} ${claim} over ${overWords(over)}?`
}

function estimandOf({ kind, generalise, over }: Difference): string {
  const what = { comparison: 'difference', contrast: 'difference in differences', trend: 'slope per step' }[kind]
  const where =
    generalise === 'items'
      ? `exactly these ${overWords(over)}, over items`
      : `the population of clusters of ${overWords(over)}`
  return `the mean ${what} of scores, each task counting once, for ${where}`
}
