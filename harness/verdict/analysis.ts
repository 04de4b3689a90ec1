import type { Undefined } from '../statistics/undefined.ts'
import { conditionsOf, type Hypothesis } from '../suite/hypothesis.ts'
import { NOTHING_VARIES, type TaskFacts } from './collect.ts'
import type { FamilyTest, Need, PValue, Verdict } from './verdict.ts'
import { counted } from './wording.ts'

/** One hypothesis for one base model: what can be known of it before the rest of its family is. */
export interface Analysis {
  /** Every planned test, in a fixed order; an undefined one counts as p = 1. */
  planned: PValue[]
  /** The verdict, once the planned tests are corrected for the family; one for each, in the same order. */
  conclude: (tests: FamilyTest[]) => Verdict
}

/** The tasks of a study, and the seed of every random procedure. */
export interface Facts {
  tasks: readonly TaskFacts[]
  seed: number
}

/** What every verdict says of its hypothesis. */
export function headOf({ name, claim, family, relation, alpha, expect }: Hypothesis, model: string) {
  return {
    hypothesis: name,
    claim,
    family,
    model,
    over: relation.over,
    conditions: conditionsOf(relation),
    alpha,
    expect,
  } satisfies Partial<Verdict>
}

/** An inconclusive verdict on cells that are absent or unusable, or on conditions that are one. */
export function faulty(faults: readonly string[]): { state: 'inconclusive'; reason: string; toDecide: Need[] } {
  const reason = listed(faults)
  const alike = faults.some((fault) => fault.endsWith(NOTHING_VARIES))
  const text = `compute ${counted(faults.length, 'cell')}: ${reason}`
  return {
    state: 'inconclusive',
    reason,
    toDecide: alike
      ? [{ what: 'other', have: 0, text: 'let the conditions differ in what is asked, or compare others' }]
      : [{ what: 'cells', have: 0, need: faults.length, text }],
  }
}

/** The planned test with the smallest p; the first where none can be computed. */
export function sharpest(tests: readonly FamilyTest[]): FamilyTest | undefined {
  const p = ({ raw }: FamilyTest) => (raw.state === 'estimated' ? raw.p : Infinity)
  return tests.reduce<FamilyTest | undefined>((best, test) => (best && p(best) <= p(test) ? best : test), undefined)
}

/** A task without a test, and why. */
export function withoutTest(row: { task: string; state: 'estimated' } | (Undefined & { task: string })): string[] {
  return row.state === 'undefined' ? [`${row.task}: ${row.reason}`] : []
}

/** What to know of tasks without a test: they take their share of alpha, and a claim about every task stays open. */
export function withoutTests(untested: readonly string[]): string[] {
  if (untested.length === 0) return []
  return [`${counted(untested.length, 'task')} without a test, counted as p = 1: ${listed(untested)}`]
}

/** The first few of a list, and how many more there are. */
export function listed(entries: readonly string[]): string {
  const shown = entries.slice(0, 5).join('; ')
  return entries.length > 5 ? `${shown}; and ${entries.length - 5} more` : shown
}
