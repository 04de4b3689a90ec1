import type { Engine, ModelPaths } from '../engine/engine.ts'
import { joinSeams } from '../tokens/seam.ts'
import type { Tokenizer } from '../tokens/tokenizer.ts'
import type { AskedItem } from './askBlock.ts'
import type { Block, Scored } from './measurement.ts'
import { namingItems } from './namingItems.ts'

/** Compares the options of every item by their likelihood after its prompt: one engine request, one measurement an item. */
export async function scoreOptions(
  asked: readonly AskedItem[],
  model: ModelPaths,
  engine: Engine,
  tokenizer: Tokenizer,
): Promise<Block> {
  const sequences = asked.map(({ item, prompt }) =>
    joinSeams(tokenizer, { name: item.id, context: prompt.text, continuations: prompt.continuations }),
  )
  const owners = asked.flatMap(({ item }) =>
    item.options.map((option) => `${item.id}, option ${JSON.stringify(option)}`),
  )
  const { spans, cost } = await namingItems(owners, () => engine.score({ model, sequences: sequences.flat() }))
  let next = 0
  const measurements = asked.map((one, index) => {
    const count = sequences[index]?.length ?? 0
    const own = spans.slice(next, next + count)
    next += count
    return scored(one, own)
  })
  return { measurements, cost }
}

function scored(asked: AskedItem, spans: readonly { logprobs: readonly number[] }[]): Scored {
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
    prompt: asked.record,
  }
}

/** The first of equals: options are shown in a balanced order, so the rule favours no answer. */
function argMax(values: readonly number[]): number {
  return values.reduce((best, value, index) => (value > (values[best] ?? -Infinity) ? index : best), 0)
}
