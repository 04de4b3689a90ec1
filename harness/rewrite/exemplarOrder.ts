import { exemplarsOf, withExemplars } from './exemplars.ts'
import type { Rewrite } from './rewrite.ts'
import { swapChanges, swapped, swapsOf, swapWords } from './swaps.ts'

/** Exemplars change places in pairs, none twice. */
export const exemplarOrder: Rewrite<object> = {
  name: 'exemplar-order',
  about: 'the order of the exemplars',
  touches: ['exemplars'],
  law: 'own inverse',
  faults: () => [],
  changes: swapChanges,
  apply: (draft, changes) => {
    const exemplars = exemplarsOf(draft)
    const from = swapped(swapsOf(exemplars.length, changes))
    return withExemplars(
      draft,
      exemplars.map((exemplar, index) => exemplars[from(index)] ?? exemplar),
    )
  },
  words: (draft, changes) => swapWords('exemplars', swapsOf(exemplarsOf(draft).length, changes)),
}
