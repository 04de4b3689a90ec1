import type { CellScores } from '../measure/cell.ts'
import { benjaminiHochberg } from '../statistics/benjaminiHochberg.ts'
import { holm } from '../statistics/holm.ts'
import { conditionsOf, type Hypothesis } from '../suite/hypothesis.ts'
import { overWords } from '../suite/over.ts'
import type { Analysis, Facts } from './analysis.ts'
import { ALL_MODELS, isOnAllModels } from './allModels.ts'
import { analyseAgreement } from './agreement.ts'
import { analyseArtefacts } from './artefacts.ts'
import { analyseAssociation } from './association.ts'
import { analyseBound } from './bound.ts'
import { byText } from './collect.ts'
import { analyseConsistency } from './consistency.ts'
import { analyseDifference } from './difference.ts'
import { analyseMatch } from './match.ts'
import { analyseNearChance } from './nearChance.ts'
import { analyseReplication } from './replication.ts'
import type { Correction, FamilyTest, Need, Verdict } from './verdict.ts'

/**
 * Decides all hypotheses of one family together: one verdict per hypothesis and base model that has a cell of it, by
 * hypothesis in the given order, then by model.
 *
 * Every planned test of every member counts, also one that could not be computed: Holm, or Benjamini and Hochberg where the name
 * of the family begins with `exploratory`. Pure: the same cells in any order and the same seed give the same bytes. Never throws
 * for want of data: a missing or unusable cell makes its verdict inconclusive, and is named in its reason. A RangeError
 * for an alpha outside [0.00001, 0.5).
 */
export function decideFamily(hypotheses: readonly Hypothesis[], facts: Facts, cells: readonly CellScores[]): Verdict[] {
  const members = hypotheses.flatMap((hypothesis) => {
    const own = cells.filter(({ model }) => hypothesis.models?.includes(model) ?? true)
    return modelsOf(hypothesis, own).map((model) => ({ hypothesis, analysis: analyse(hypothesis, facts, own, model) }))
  })
  const planned = members.flatMap(({ analysis }) => analysis.planned)
  const correction = correctionOf(hypotheses)
  const correct = correction === 'Holm' ? holm : benjaminiHochberg
  const adjusted = correct(planned.map((test) => (test.state === 'estimated' ? test.p : 1)))
  const tests = planned.map((raw, index): FamilyTest => ({
    raw,
    adjusted: raw.state === 'undefined' ? raw : { state: 'estimated', value: Number(adjusted[index]) },
    correction,
    members: planned.length,
  }))
  let next = 0
  return members.map(({ analysis }) => {
    const own = tests.slice(next, next + analysis.planned.length)
    next += own.length
    return advised(analysis.conclude(own))
  })
}

/** No open verdict goes without advice: where no number can be planned, it says what the data are a sample of. */
function advised(verdict: Verdict): Verdict {
  if (verdict.state !== 'inconclusive' || verdict.toDecide.length > 0) return verdict
  return { ...verdict, toDecide: [moreOf(verdict)] }
}

function moreOf({ counts, over, evidence }: Verdict): Need {
  if (counts.tasks === 0) return { what: 'tasks', have: 0, text: `add ${overWords(over)}` }
  const ofItems =
    evidence.kind === 'bound' ||
    evidence.kind === 'chance' ||
    evidence.kind === 'consistency' ||
    ('generalise' in evidence && evidence.generalise === 'items')
  return ofItems
    ? {
        what: 'items per task',
        have: counts.items.fewest,
        text: 'more items per task; how many cannot be told from these',
      }
    : { what: 'clusters', have: counts.clusters, text: 'more clusters of tasks; how many cannot be told from these' }
}

/** Exploratory families bound the share of false findings among the findings, all others the chance of any. */
function correctionOf(hypotheses: readonly Hypothesis[]): Correction {
  return hypotheses.some(({ family }) => /^exploratory\b/i.test(family)) ? 'Benjamini-Hochberg' : 'Holm'
}

function analyse(hypothesis: Hypothesis, facts: Facts, cells: readonly CellScores[], model: string): Analysis {
  const { relation } = hypothesis
  switch (relation.kind) {
    case 'association':
      return analyseAssociation(hypothesis, relation, facts, cells, model)
    case 'agreement':
      return analyseAgreement(hypothesis, relation, facts, cells, model)
    case 'replication':
      return analyseReplication(hypothesis, relation, facts, cells)
    case 'consistency':
      return analyseConsistency(hypothesis, relation, facts, cells)
    case 'match':
      return analyseMatch(hypothesis, relation, facts, cells)
    case 'bound':
      return analyseBound(hypothesis, relation, facts, cells, model)
    case 'chance':
      return analyseNearChance(hypothesis, relation, facts, cells, model)
    case 'artefacts':
      return analyseArtefacts(hypothesis, relation, facts, cells, model)
    default:
      return analyseDifference(hypothesis, relation, facts, cells, model)
  }
}

/** Base models with a cell of what the hypothesis is about; cells of a control alone are none. */
function modelsOf({ relation }: Hypothesis, cells: readonly CellScores[]): string[] {
  const about = relation.kind === 'association' ? [relation.x, relation.y] : conditionsOf(relation)
  const models = cells.filter(({ condition }) => about.includes(condition)).map(({ model }) => model)
  if (isOnAllModels(relation)) return models.length === 0 ? [] : [ALL_MODELS]
  return [...new Set(models)].sort(byText)
}
