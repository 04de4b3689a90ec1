import type { Engine } from '../engine/engine.ts'
import { joinSeams } from '../tokens/seam.ts'
import type { AskedItem } from './askBlock.ts'
import type { Block, Scored } from './measurement.ts'
import { fitSequence } from './fit.ts'
import { namingItems } from './namingItems.ts'
import type { Subject } from './subject.ts'

/** Compares the options of every item by their likelihood after its prompt: one engine request, one measurement an item. */
export async function scoreOptions(asked: readonly AskedItem[], subject: Subject, engine: Engine): Promise<Block> {
  const { model, tokenizer, rules } = subject
  const joined = asked.map(({ item, prompt: { text, opening, continuations } }) =>
    joinSeams(tokenizer, { name: `item ${item.id}`, context: text, opening, continuations }, rules.seam),
  )
  const fitted = joined.map((options, index) =>
    options.map((option) => fitSequence(option, `item ${asked[index]?.item.id ?? ''}`, subject)),
  )
  const sequences = fitted.map((options) => options.map((option) => option.fitted))
  const owners = asked.flatMap(({ item }) =>
    item.options.map((option) => `${item.id}, option ${JSON.stringify(option)}`),
  )
  const { spans, cost } = await namingItems(owners, () => engine.score({ model, sequences: sequences.flat() }))
  let next = 0
  const measurements = asked.map((one, index) => {
    const count = sequences[index]?.length ?? 0
    const own = spans.slice(next, next + count)
    next += count
    const shared = joined[index]?.filter(({ isShared }) => isShared).length ?? 0
    const truncated = Math.max(0, ...(fitted[index]?.map(({ cut }) => cut) ?? []))
    return scored(one, own, { ...(shared > 0 ? { shared } : {}), ...(truncated > 0 ? { truncated } : {}) })
  })
  return { measurements, cost }
}

function scored(
  asked: AskedItem,
  spans: readonly { logprobs: readonly number[] }[],
  repairs: Pick<Scored, 'shared' | 'truncated'>,
): Scored {
  const { item } = asked
  const options = spans.map(({ logprobs }, index) => {
    const text = item.options[index] ?? ''
    return {
      logprob: logprobs.reduce((sum, logprob) => sum + logprob, 0),
      tokens: logprobs.length,
      characters: [...text].length,
      bytes: Buffer.byteLength(text),
    }
  })
  if (item.answer.index === undefined)
    throw new Error(`${item.source.file}:${item.source.line}: the item has no options to compare`)
  return {
    state: 'scored',
    item: item.id,
    options,
    gold: item.answer.index,
    chosen: {
      mean: argMax(options.map(({ logprob, tokens }) => logprob / tokens)),
      sum: argMax(options.map(({ logprob }) => logprob)),
    },
    ...repairs,
    prompt: asked.record,
  }
}

/** The first of equals: options are shown in a balanced order, so the rule favours no answer. */
function argMax(values: readonly number[]): number {
  return values.reduce((best, value, index) => (value > (values[best] ?? -Infinity) ? index : best), 0)
}
