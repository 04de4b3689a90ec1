import { defectSetsOf, nameWith } from './artefacts.ts'
import type { Defect } from './defects.ts'
import type { Over } from './over.ts'
import type { SuiteFile } from './suiteFile.ts'

/** What a `*.hypothesis.yaml` file claims, after the door. */
export interface Hypothesis {
  /** Short name, e.g. `H1`. */
  name: string
  claim: string
  /** Planned tests of one family share its error rate. */
  family: string
  relation: Relation
  /** The base models that can be asked under all its conditions; all of them where it is left out. */
  models?: readonly string[]
  /** Error rate of the family, default .05. */
  alpha: number
  expect: 'supported' | 'refuted' | 'inconclusive'
  /** Line and column of the `expect` key. */
  expectAt: { line: number; column: number }
  file: SuiteFile
}

/** What is claimed of which conditions, with the thresholds that were declared beforehand. */
export type Relation =
  Association | Agreement | Replication | Consistency | Match | Difference | Bound | NearChance | Artefacts

/** The scores of y follow those of x over tasks. */
export interface Association {
  kind: 'association'
  x: string
  y: string
  over: Over
  /** Controls of the partial correlation: condition names, `chance`, or `exposure`. */
  given: string[]
  /** The smallest correlation that would matter, default .5. */
  minimum: number
}

/** The scores of y are those of x, task by task. */
export interface Agreement {
  kind: 'agreement'
  x: string
  y: string
  over: Over
  /** The smallest concordance that is agreement, default .8. */
  minimum: number
  /** Differences inside (-margin, margin) on a single task are declared too small to matter, default .03. */
  margin: number
}

/** The association of x and y is found in every base model, and no two models are shown to differ in it. */
export interface Replication {
  kind: 'replication'
  x: string
  y: string
  over: Over
  /** The smallest correlation that would matter, default .5. */
  minimum: number
}

/** The models tuned from a base model (y) fail on the items on which it fails (x), more than on those on which others fail. */
export interface Consistency {
  kind: 'consistency'
  x: string
  y: string
  over: Over
  /** The smallest difference of kappas, own base model less the others, that would matter, default .05. */
  minimum: number
}

/** The scores of models tuned from a base model (y) follow its scores (x) over tasks, more than those of other base models. */
export interface Match {
  kind: 'match'
  x: string
  y: string
  over: Over
  /** The smallest difference of atanh(correlation), own base model less the others, that would matter, default .1. */
  minimum: number
}

/** The mean over tasks of a difference that every item has between its scores under several conditions. */
export interface Difference {
  /** `comparison`: a - b; `contrast`: (a - b) - (c - d); `trend`: slope per step of ordered conditions. */
  kind: 'comparison' | 'contrast' | 'trend'
  /** Of a comparison a, b; of a contrast a, b, c, d; of a trend its levels in order. */
  conditions: string[]
  /** What is claimed of the mean: inside the margin, above 0, or not 0. */
  is: 'equal' | 'greater' | 'different'
  over: Over
  /** Of what the data are a sample: of the items of exactly these tasks, or of clusters of tasks. */
  generalise: 'items' | 'tasks'
  /** Means inside (-margin, margin) are declared too small to matter, default .03. */
  margin: number
}

/** On no task does a condition exceed the best of others by the margin or more. */
export interface Bound {
  kind: 'bound'
  /** The condition that may exceed. */
  condition: string
  /** The conditions whose best is the bound. */
  by: string[]
  over: Over
  /** Excesses below this are declared too small to matter, default .03. */
  margin: number
}

/** The scores of a condition lie at the level of chance on most tasks. */
export interface NearChance {
  kind: 'chance'
  condition: string
  over: Over
  /** Differences inside (-margin, margin) are declared too small to matter, default .03. */
  margin: number
  /** The share of tasks that must lie at chance, default .8. */
  share: number
}

/** The correlation of x and y over tasks is what it is, whichever defect of the released experiments is switched on. */
export interface Artefacts {
  kind: 'artefacts'
  x: string
  y: string
  over: Over
  /** Switched on one at a time, each with what it needs, and all together. */
  defects: Defect[]
  /** Items of each task whose answers are written, where fewer than their condition's. */
  items?: number
  /** Changes of the correlation inside (-margin, margin) are declared too small to matter, default .1. */
  margin: number
}

/** Controls that no model is asked for: the level of chance, and how often pretraining showed the task. */
export const EXACT_CONTROLS = ['chance', 'exposure']

/** Whether a control is a number known without noise. */
export const isKnownExactly = (control: string) => EXACT_CONTROLS.includes(control)

/** Conditions whose cells a relation reads, each once. */
export function conditionsOf(relation: Relation): string[] {
  switch (relation.kind) {
    case 'association':
      return [...new Set([relation.x, relation.y, ...relation.given.filter((control) => !isKnownExactly(control))])]
    case 'agreement':
    case 'replication':
    case 'consistency':
    case 'match':
      return [relation.x, relation.y]
    case 'artefacts':
      return [[], ...defectSetsOf(relation)].flatMap((defects) =>
        [relation.x, relation.y].map((name) => nameWith(name, defects, relation)),
      )
    case 'bound':
      return [relation.condition, ...relation.by]
    case 'chance':
      return [relation.condition]
    default:
      return relation.conditions
  }
}
