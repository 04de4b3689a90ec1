import { NO_OTHER } from '../statistics/specificity.ts'
import { notComputable } from '../statistics/undefined.ts'
import type { PValue } from './verdict.ts'
import { counted } from './wording.ts'

/** What holds in every base model is shown where it is in the one with the largest p (intersection-union); nothing is, where one has none. */
export function largestP(rows: readonly { model: string; p: PValue }[]): PValue {
  let most: PValue = notComputable(NO_OTHER)
  if (rows.length < 2) return most
  for (const { model, p } of rows) {
    if (p.state === 'undefined') return notComputable(`${model}: ${p.reason}`)
    if (most.state === 'undefined' || p.p > most.p) most = p
  }
  return most.state === 'undefined'
    ? most
    : { ...most, method: `${most.method}; the largest p of ${counted(rows.length, 'base model')}` }
}
