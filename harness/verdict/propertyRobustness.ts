import { EXEMPLAR_DRAWS, TEMPLATES, type VariantCase } from '../search/variantCase.ts'
import type { VariedItem } from '../statistics/sharedVariance.ts'
import { notComputable, type Undefined } from '../statistics/undefined.ts'
import { SEEDS } from './errorsOverSeeds.ts'
import { type Robustness, robustness, type RewrittenItem } from './robustness.ts'
import { type ScoreSpread, scoreSpread } from './scoreSpread.ts'

/** How much the rewrites of a property did to the answers and scores of one model. It describes, and decides nothing. */
export type PropertyRobustness =
  | {
      state: 'estimated'
      /** All cases first; where several rewrites are composed, then each by itself, and several at once. */
      rows: RobustnessRow[]
      spread: ScoreSpread | Undefined
      /** What a score may hang on that no case varied. */
      notVaried: string[]
    }
  /** All changed prompts are the same tokens as before: nothing can change, and nobody was asked. */
  | { state: 'proved'; cases: number; items: number }
  | Undefined

/** Cases in which these rewrites, and no others, changed the prompt. */
export type RobustnessRow = { of: string } & (({ state: 'estimated' } & Robustness) | Undefined)

/** The summary of all cases of a first pass whose prompt changed; `factors` are those of the property. */
export function propertyRobustness(cases: readonly VariantCase[], factors: readonly string[]): PropertyRobustness {
  if (cases.length === 0) return notComputable('no case changed its prompt')
  if (cases.every(({ answers }) => answers === undefined))
    return { state: 'proved', cases: cases.length, items: new Set(cases.map(keyOf)).size }
  const names = [...new Set(cases.flatMap(({ rewrites }) => rewrites))]
  const alone = names.map((name) => ({
    of: name,
    own: cases.filter(({ rewrites }) => rewrites.length === 1 && rewrites[0] === name),
  }))
  const several = cases.filter(({ rewrites }) => rewrites.length > 1)
  const together = several.length === 0 ? [] : [{ of: 'several at once', own: several }]
  const parts = [{ of: 'all cases', own: cases }, ...(names.length > 1 ? [...alone, ...together] : [])]
  const varied = factors.filter((_, place) => cases.some(({ levels }) => levels.before[place] !== levels.after[place]))
  return {
    state: 'estimated',
    rows: parts.map(({ of, own }) => ({ of, ...rowOf(own) })),
    spread: scoreSpread(variedItems(cases, factors, varied), varied),
    notVaried: FACTORS.filter((name) => !varied.includes(name)),
  }
}

/** These cases are of one set of weights: only a report that has its sisters knows of other seeds. */
const FACTORS = [EXEMPLAR_DRAWS, TEMPLATES, SEEDS]

function rowOf(cases: readonly VariantCase[]): ({ state: 'estimated' } & Robustness) | Undefined {
  if (cases.length === 0) return notComputable('it never changed a prompt alone')
  return robustness(rewrittenItems(cases))
}

function rewrittenItems(cases: readonly VariantCase[]): RewrittenItem[] {
  const items = new Map<string, RewrittenItem & { after: { score: number; answer: string; prompt: string }[] }>()
  for (const one of cases) {
    const { before, after } = answersOf(one)
    const item = items.get(keyOf(one)) ?? { item: `${one.task} ${one.item}`, before, after: [] }
    item.after.push({ ...after, prompt: one.prompt })
    items.set(keyOf(one), item)
  }
  return [...items.values()]
}

/** Every item with its different prompts, as it is written first, in the levels of what varied. */
function variedItems(
  cases: readonly VariantCase[],
  factors: readonly string[],
  varied: readonly string[],
): VariedItem[] {
  const places = varied.map((name) => factors.indexOf(name))
  const chosen = (levels: readonly string[]) => places.map((place) => String(levels[place]))
  const items = new Map<string, { group: string; variants: Map<string, VariedItem['variants'][number]> }>()
  for (const one of cases) {
    const { before, after } = answersOf(one)
    const written = { score: before.score, levels: chosen(one.levels.before) }
    const item = items.get(keyOf(one)) ?? { group: one.task, variants: new Map([['', written]]) }
    item.variants.set(one.prompt, { score: after.score, levels: chosen(one.levels.after) })
    items.set(keyOf(one), item)
  }
  return [...items.values()].map(({ group, variants }) => ({ group, variants: [...variants.values()] }))
}

function answersOf({ task, item, answers }: VariantCase) {
  if (answers === undefined) throw new Error(`${task} · ${item}: others were asked, and this item was not`)
  return answers
}

const keyOf = ({ task, item }: VariantCase) => JSON.stringify([task, item])
