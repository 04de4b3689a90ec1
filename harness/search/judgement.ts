import type { Law } from '../suite/property.ts'
import { breaks, distanceBetween, type Reply } from './judgeCase.ts'

/** `tied`: it breaks the law, but by no more than rounding, so that it may not break it where it is computed with other prompts. */
export type Judgement = 'holds' | 'tied' | 'violated'

/**
 * What two replies to one item say of a law.
 *
 * @param rounding how far a log-probability per token may be off, in nats
 */
export function judge(law: Law, before: Reply, after: Reply, rounding: number): Judgement {
  if (!breaks(law, before, after)) return 'holds'
  // Two values are compared, and each may be off.
  const width = 2 * rounding
  if (law.of === 'distance') return beyond(law.within, before, after) <= width ? 'tied' : 'violated'
  const by = law.of === 'answer' && law.is === 'stays' ? 'text' : 'place'
  const possible = likeliest(after, width).map((option) => option[by])
  return likeliest(before, width).some((option) => possible.includes(option[by])) ? 'tied' : 'violated'
}

/** Whether the rewritten prompt, computed with other prompts, could be judged otherwise. */
export function isClose(law: Law, before: Reply, after: Reply, rounding: number): boolean {
  // What is tied reaches that far, and the rewritten prompt may move as far again.
  const width = 4 * rounding
  if (law.of === 'distance') return Math.abs(beyond(law.within, before, after)) <= width
  return likeliest(after, width).length > 1
}

const beyond = (within: number, before: Reply, after: Reply) => (distanceBetween(before, after) ?? 1) - within

/** Options whose likelihood per token lies within so many nats of the largest; none for free text, of which no margin is known. */
function likeliest({ options }: Reply, nats: number): Reply['options'] {
  const most = Math.max(...options.map(({ share }) => share))
  return options.filter(({ share }) => share >= most * Math.exp(-nats))
}
