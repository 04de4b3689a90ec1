import type { Layout } from '../../suite/layout.ts'
import type { Fault } from '../columns.ts'
import { bigbench, gaelic } from './bigbench.ts'
import { coqa } from './coqa.ts'
import { dart } from './dart.ts'
import { fixPunct } from './fixPunct.ts'
import { gsm8k } from './gsm8k.ts'
import { math } from './math.ts'
import { dpr, wsc } from './pronouns.ts'
import { squadV2 } from './squadV2.ts'
import { stsb } from './stsb.ts'

/** Makes the fields of a row that no rule of `columns` can say; it is given the row's own columns. */
export type Maker = (values: Readonly<Record<string, unknown>>) => Record<string, unknown> | Fault

/** Every maker, under the name that a task gives it. */
export const makers: Record<NonNullable<Layout['maker']>, Maker> = {
  bigbench,
  coqa,
  dart,
  dpr,
  'fix-punct': fixPunct,
  gaelic,
  gsm8k,
  math,
  'squad-v2': squadV2,
  stsb,
  wsc,
}
