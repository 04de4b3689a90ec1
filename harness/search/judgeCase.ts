import { scoreAsked } from '../measure/scoreAsked.ts'
import type { AskedCell } from '../measure/askBlock.ts'
import { readAs } from '../measure/metric/readAs.ts'
import type { Measurement } from '../measure/measurement.ts'
import { type Draft, rowsOf } from '../rewrite/draft.ts'
import { totalVariation } from '../statistics/totalVariation.ts'
import type { Law } from '../suite/property.ts'

/** What a model made of one prompt. */
export interface Reply {
  /** The option that it chose, or what it wrote; empty where it gave no answer. */
  answer: string
  /** The answer as it is compared: of free text what the metric of its task does not overlook, such as articles and case. */
  said: string
  /** By the metric of the task, in [0, 1]. */
  score: number
  /** In the order of the prompt; none for free text. */
  options: OptionShare[]
}

/** How it is known what a case says: the prompts are the same ids to the model, or it was asked both. */
export type CaseEvidence =
  | { by: 'tokens' }
  /** `tied`: it breaks the law by no more than rounding, which counts as holding. */
  | { by: 'model'; before: Reply; after: Reply; tied: boolean }

/** One option, known by its place in the row that it is from, whatever place and words a prompt gives it. */
export interface OptionShare {
  text: string
  place: number
  /** Its likelihood per token, by which options are chosen, where those of all options sum to 1. */
  share: number
}

/** What a measurement of a draft says. */
export function replyOf(draft: Draft, measurement: Measurement, asked: AskedCell): Reply {
  const { item } = draft
  const identity = {
    task: asked.task.name,
    model: asked.cell.model.name,
    condition: asked.cell.condition.name,
    weights: { state: 'base' as const },
    fingerprint: measurement.prompt.sha,
  }
  const cost = { needed: 0, computed: 0, naive: 0 }
  const { scores } = scoreAsked(identity, [item], [{ measurements: [measurement], cost }], asked)
  const score = scores[0] ?? 0
  if (measurement.state !== 'scored') {
    const { answer } = measurement
    return { answer, said: readAs(asked.task.metric)(answer), score, options: [] }
  }
  const row = rowsOf(draft).items.find(({ id }) => id === item.id) ?? item
  const likelihoods = measurement.options.map(({ logprob, tokens }) => logprob / tokens)
  const most = Math.max(...likelihoods)
  // Without the largest, all of them could be too small for a float.
  const weights = likelihoods.map((value) => Math.exp(value - most))
  const sum = weights.reduce((total, weight) => total + weight, 0)
  const answer = item.options[measurement.chosen.mean] ?? ''
  return {
    answer,
    said: answer,
    score,
    options: item.options.map((text, index) => ({
      text,
      place: row.options.indexOf(text),
      share: (weights[index] ?? 0) / sum,
    })),
  }
}

/** How far the options' probabilities moved, in total variation; undefined where there are none to compare. */
export function distanceBetween(before: Reply, after: Reply): number | undefined {
  const shares = ({ options }: Reply) => [...options].sort((a, b) => a.place - b.place).map(({ share }) => share)
  const distance = totalVariation(shares(before), shares(after))
  return distance.state === 'undefined' ? undefined : distance.value
}

/** Whether two replies to one item break a law. */
export function breaks(law: Law, before: Reply, after: Reply): boolean {
  switch (law.of) {
    case 'answer':
      return law.is === 'stays' ? before.said !== after.said : placeChosen(before) !== placeChosen(after)
    case 'distance':
      return (distanceBetween(before, after) ?? 1) > law.within
    case 'score':
      return Math.abs(after.score - before.score) > law.within
  }
}

/** What was answered, as it is compared between prompts: the option, whatever a prompt calls it, or what its metric reads in what was written. */
export const answerOf = (reply: Reply): string => String(placeChosen(reply) ?? reply.said)

const placeChosen = ({ answer, options }: Reply) => options.find(({ text }) => text === answer)?.place
