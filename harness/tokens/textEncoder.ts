import { Tokenizer as Library } from '@huggingface/tokenizers'
import { addedTokenFinder } from './addedTokens.ts'
import { isObject } from './json.ts'
import { normaliser } from './normaliser.ts'
import { preTokenizer } from './preTokenizer.ts'
import { remembering } from './remembering.ts'
import type { Vocabulary } from './vocabulary.ts'

/**
 * Ids of a text without anything before it, as Python's library gives them: added tokens are found, the rest is normalised, split into pieces, and
 * each piece merged. `continued` is text that follows after a cut: no space or block is put before it.
 */
export type TextEncoder = (text: string, place: 'start' | 'continued') => number[]

/** The encoder that a `tokenizer.json` describes. Throws for any part of it that is not known to give Python's ids. */
export function textEncoder(source: Record<string, unknown>, { ids, added }: Vocabulary): TextEncoder {
  const merge = remembering(merger(source, ids))
  const normalise = normaliser(source.normalizer)
  const normaliseRest = normaliser(source.normalizer, 'continued')
  const split = preTokenizer(source.pre_tokenizer)
  const findPlain = addedTokenFinder(added.filter(({ normalised }) => !normalised))
  const findNormal = addedTokenFinder(added.filter(({ normalised }) => normalised))
  return (text, place) =>
    findPlain(text).flatMap((part) => {
      if (part.state === 'token') return part.id
      const isStart = place === 'start' && part.at === 0
      const normalised = place === 'continued' && part.at === 0 ? normaliseRest(part.text) : normalise(part.text)
      return findNormal(normalised).flatMap((inner) => {
        if (inner.state === 'token') return inner.id
        const pieces = split({ text: inner.text, isFirst: isStart && inner.at === 0 })
        return pieces.flatMap((piece) => merge(piece.text))
      })
    })
}

/** The ids of one piece by byte-pair merging, which is the library's part; the piece is not empty. */
function merger(source: Record<string, unknown>, ids: ReadonlyMap<string, number>): (piece: string) => number[] {
  checkModel(source.model, ids)
  const bare = {
    ...source,
    added_tokens: [],
    normalizer: null,
    pre_tokenizer: null,
    post_processor: null,
    decoder: null,
  }
  const library = new Library(bare, {})
  const { model } = library
  if (model === null) throw new Error('there is no model')
  return (piece) => model([piece]).flatMap((token) => ids.get(token) ?? model.unk_token_id ?? [])
}

function checkModel(model: unknown, ids: ReadonlyMap<string, number>): void {
  if (!isObject(model)) throw new Error('there is no model')
  const kind = model.type ?? (Array.isArray(model.merges) ? 'BPE' : undefined)
  if (kind !== 'BPE') throw new Error(`the model is ${JSON.stringify(kind)}, expected BPE`)
  for (const key of ['dropout', 'continuing_subword_prefix', 'end_of_word_suffix']) {
    const value = model[key]
    if (value === undefined || value === null || value === '' || value === 0) continue
    throw new Error(`the model's ${key} is ${JSON.stringify(value)}, expected none`)
  }
  if (model.byte_fallback !== true) return
  const missing = Array.from({ length: 256 }, (_, byte) => byteToken(byte)).find((token) => !ids.has(token))
  if (missing !== undefined) throw new Error(`byte_fallback is true, but the vocabulary has no ${missing}`)
  const merges: unknown[] = Array.isArray(model.merges) ? model.merges : []
  const merged = merges.find((merge) => {
    const parts: unknown[] = Array.isArray(merge) ? merge : String(merge).split(' ')
    return parts.some((part) => /^<0x[0-9A-F]{2}>$/.test(String(part)))
  })
  // The library falls back to bytes after merging, Python's before.
  if (merged !== undefined) throw new Error(`a merge joins bytes: ${JSON.stringify(merged)}`)
}

function byteToken(byte: number): string {
  return `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`
}
