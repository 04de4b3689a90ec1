import type { TaskRole } from '../suite/task.ts'

/** `flan`: the answer follows the question. `samplegen`: the model writes exemplars, restates the question, then answers. */
export type Form = 'flan' | 'samplegen'

/** What is done to the texts of a mixture. */
export type Variant = 'plain' | 'corrupted' | 'relevance' | 'no-answer' | 'unified'

/** One entry of the registry: which tasks of a folder are tuned on, and what becomes of their texts. */
export interface Mixture {
  name: string
  about: string
  forms: readonly Form[]
  variant: Variant
  /** Tasks of these roles take part, in the clusters that are named. */
  roles: readonly TaskRole[]
  clusters: { keep: 'all' } | { keep: 'only' | 'without'; names: readonly string[] }
  /** One task more, of a cluster and role; by one of these names where the folder has it. */
  one?: { cluster: string; role: TaskRole; names: readonly string[] }
}

/** Clusters that generate text; every other cluster is taken to be about understanding, as in the source's table. */
export const GENERATION: readonly string[] = ['struct-to-text', 'translation', 'summarisation']

/** In clusters that the main mixture leaves out, and never tuned on either; other tasks that are never tuned on have the role held-out. */
export const NEVER_TUNED: readonly string[] = ['samsum', 'fix-punct']

const both = ['flan', 'samplegen'] as const
/** Without exemplars in the text there is nothing to change, and without an answer nothing to learn. */
const exemplarsOnly = ['samplegen'] as const
const main = { roles: ['trained'], clusters: { keep: 'all' } } as const
const wide = ['trained', 'untouched'] as const
const noCoreference = { roles: wide, clusters: { keep: 'without', names: ['coreference'] } } as const

/**
 * The 21 mixtures of arXiv 2501.08716, by name and form. Its setups are told there as lists of tasks; here they are told by
 * cluster and role, so that any folder has them. Setups 3 and 6 are what they were meant to be: as released, the one task they
 * are about is on the list of tasks that are always dropped. Setups 5 to 7 keep the clusters that the main mixture drops, as released.
 */
export const MIXTURES: readonly Mixture[] = [
  { name: 'main', about: 'all trained tasks', forms: both, variant: 'plain', ...main },
  { name: 'corrupted', about: 'exemplars are blank', forms: exemplarsOnly, variant: 'corrupted', ...main },
  { name: 'relevance', about: 'exemplars of another task', forms: exemplarsOnly, variant: 'relevance', ...main },
  { name: 'no-answer', about: 'exemplars, and no answer', forms: exemplarsOnly, variant: 'no-answer', ...main },
  { name: 'unified', about: 'fields are called Input 1, Input 2', forms: both, variant: 'unified', ...main },
  setup(1, 'text generation only', { roles: wide, clusters: { keep: 'only', names: GENERATION } }),
  setup(2, 'no text generation, no NLI', { roles: wide, clusters: { keep: 'without', names: [...GENERATION, 'nli'] } }),
  setup(3, 'one held-out NLI task (QNLI) alone', one('nli', 'held-out', ['qnli'])),
  setup(4, 'one trained NLI task (MNLI) alone', one('nli', 'trained', ['mnli'])),
  setup(5, 'all clusters but coreference', noCoreference),
  setup(6, 'setup 5 with one held-out coreference task (Winogrande)', {
    ...noCoreference,
    one: { cluster: 'coreference', role: 'held-out', names: ['winogrande'] },
  }),
  setup(7, 'setup 5 with one trained coreference task (DPR)', {
    ...noCoreference,
    one: { cluster: 'coreference', role: 'trained', names: ['dpr-raw', 'dpr'] },
  }),
]

type Chosen = Pick<Mixture, 'roles' | 'clusters' | 'one'>

function setup(number: number, about: string, chosen: Chosen): Mixture {
  return { name: `setup-${number}`, about, forms: both, variant: 'plain', ...chosen }
}

function one(cluster: string, role: TaskRole, names: readonly string[]): Chosen {
  return { roles: [], clusters: { keep: 'all' }, one: { cluster, role, names } }
}
