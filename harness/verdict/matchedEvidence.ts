import type { Consistency, Match } from '../suite/hypothesis.ts'
import type { Estimate, PValue, Quantity, Reliability } from './verdict.ts'

/** Do tuned models fail on the items on which their own base model fails, more than on those on which others fail? */
export interface ConsistencyEvidence extends Omit<Consistency, 'over'> {
  /** Kappa with the own base model less the mean of those with the others; mean over base models. */
  specificity: Estimate
  models: ModelConsistency[]
}

/** The models tuned from one base model. */
export interface ModelConsistency {
  model: string
  /** Error-consistency kappa with their own base model. */
  matched: Estimate
  /** Mean of the kappas with the others. */
  mismatched: Quantity
  /** The one less the other. */
  specificity: Estimate
  /** Odds ratio with their own base model, over the geometric mean of those with the others: 1 is none. */
  oddsRatio: Estimate
  /** Test of an odds ratio above the others', raw. */
  p: PValue
  /** Kappa with each of the others. */
  others: { model: string; consistency: Estimate }[]
}

/** Do tuned scores follow those of their own base model over tasks, more than those of others? */
export interface MatchEvidence extends Omit<Match, 'over'> {
  /** atanh of the correlation with the own base model less that with the others; mean over base models. */
  specificity: Estimate
  models: ModelMatch[]
  /** Of x and y in each base model. */
  reliabilities: Reliability[]
}

/** The models tuned from one base model; correlations are noise-corrected. */
export interface ModelMatch {
  model: string
  /** Correlation of their scores with those of their own base model. */
  matched: Quantity
  /** The same with the others, averaged as atanh. */
  mismatched: Quantity
  /** The one less the other, as atanh. */
  specificity: Estimate
  /** Test of a correlation above that with the others, raw. */
  p: PValue
  /** Correlation with each of the others. */
  others: { model: string; correlation: Quantity }[]
}
