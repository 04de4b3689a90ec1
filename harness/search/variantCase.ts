import type { Draft } from '../rewrite/draft.ts'
import { exemplarsOf } from '../rewrite/exemplars.ts'
import { stepsThatChange, stepWords } from '../rewrite/plan.ts'
import type { RewriteName } from '../rewrite/registry.ts'
import type { Property } from '../suite/property.ts'
import { answerOf, type CaseEvidence, type Reply } from './judgeCase.ts'
import type { PromptCase, Rewritten } from './rewrittenPrompts.ts'

/** One case whose prompt changed, as a summary of all cases sees it. */
export interface VariantCase {
  task: string
  /** Unique in its task. */
  item: string
  /** Equal for cases of the item that put the same question. */
  prompt: string
  /** Names of the rewrites that changed the prompt, in their order. */
  rewrites: readonly string[]
  /** The levels of `factorsOf` its property, as the item is written and as it is rewritten. */
  levels: { before: readonly string[]; after: readonly string[] }
  /** What came back. Equal where both prompts are the same tokens; absent where nobody was asked about either. */
  answers?: { before: Answered; after: Answered }
}

/** What was answered to one prompt. */
export interface Answered {
  /** In [0, 1]. */
  score: number
  /** Compared letter by letter. */
  answer: string
}

/** What a property varies: each of its rewrites, those of which exemplars are shown as one. */
export const factorsOf = ({ rewrites }: Pick<Property, 'rewrites'>): string[] => [
  ...new Set(rewrites.flatMap((step) => Object.keys(step)).map(factorOf)),
]

export const EXEMPLAR_DRAWS = 'exemplar draws'
export const TEMPLATES = 'templates'

const factorOf = (rewrite: string): string =>
  rewrite === 'exemplar-choice' || rewrite === 'exemplar-order'
    ? EXEMPLAR_DRAWS
    : rewrite === 'template'
      ? TEMPLATES
      : rewrite

/** A case with what came back: `asWritten` is what the model says to the prompt as it is written, where that is known. */
export function variantCase(
  { subject, before, after, key }: Rewritten,
  { plan }: PromptCase,
  { evidence, asWritten }: { evidence: CaseEvidence; asWritten: Reply | undefined },
  factors: readonly string[],
): VariantCase {
  // The prompt changed: a single step did it, and need not be rendered again.
  const [first, ...others] = plan
  const steps =
    first !== undefined && others.length === 0
      ? [{ rewrite: first.rewrite, words: stepWords(before, first) }]
      : stepsThatChange(before, plan)
  const answers = answersOf(evidence, asWritten)
  return {
    task: subject.task.name,
    item: before.item.id,
    prompt: key,
    rewrites: [...new Set(steps.map(({ rewrite }) => rewrite))],
    levels: {
      before: factors.map((factor) => levelOf(factor, before, [])),
      after: factors.map((factor) => levelOf(factor, after, steps)),
    },
    ...(answers === undefined ? {} : { answers }),
  }
}

function answersOf(evidence: CaseEvidence, asWritten: Reply | undefined): VariantCase['answers'] {
  if (evidence.by === 'model') return { before: answered(evidence.before), after: answered(evidence.after) }
  return asWritten === undefined ? undefined : { before: answered(asWritten), after: answered(asWritten) }
}

const answered = (reply: Reply): Answered => ({ score: reply.score, answer: answerOf(reply) })

/** Exemplars and templates are known by themselves, so that items as they are written share them; other changes by their words. */
function levelOf(factor: string, draft: Draft, steps: readonly { rewrite: RewriteName; words: string }[]): string {
  if (factor === EXEMPLAR_DRAWS) return JSON.stringify(exemplarsOf(draft).map(({ id }) => id))
  if (factor === TEMPLATES) return String(draft.phrasing)
  return steps.flatMap(({ rewrite, words }) => (factorOf(rewrite) === factor ? [words] : [])).join('; ')
}
