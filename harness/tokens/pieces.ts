import { byteOf } from './decoder.ts'
import type { Vocabulary } from './vocabulary.ts'
import { isObject } from './json.ts'

/** Text of every id as bytes of UTF-8, one character a byte; by the tokenizer's decoder. Special tokens have none. */
export function pieceTexts(source: unknown, { ids, added, silent }: Vocabulary): string[] {
  const textOf = pieceReader(source)
  const addedText = textOf === byteLevelText ? utf8 : textOf
  const pieces: string[] = []
  for (const [token, id] of ids) pieces[id] = textOf(token)
  for (const { id, pattern } of added) pieces[id] = silent.has(id) ? '' : addedText(pattern)
  return Array.from(pieces, (piece: string | undefined) => piece ?? '')
}

function pieceReader(decoder: unknown): (token: string) => string {
  const kinds = decoderKinds(decoder)
  if (kinds.includes('ByteLevel')) return byteLevelText
  // SentencePiece's way: a lower one eighth block for the space, and bytes outside the vocabulary as <0x0A>.
  if (kinds.includes('ByteFallback')) return (token) => byteTokenText(token) ?? blocksText(token)
  if (kinds.includes('Metaspace')) return blocksText
  throw new Error(`the decoder is ${JSON.stringify(decoder)}; known: ByteLevel, Metaspace, ByteFallback`)
}

function decoderKinds(decoder: unknown): unknown[] {
  if (!isObject(decoder)) return []
  if (Array.isArray(decoder.decoders)) return decoder.decoders.flatMap(decoderKinds)
  return [decoder.type]
}

function byteLevelText(token: string): string {
  return Array.from(token, (character) => {
    const byte = byteOf.get(character)
    return byte === undefined ? utf8(character) : String.fromCharCode(byte)
  }).join('')
}

function byteTokenText(token: string): string | undefined {
  const byte = /^<0x([0-9A-Fa-f]{2})>$/.exec(token)?.[1]
  return byte === undefined ? undefined : String.fromCharCode(Number.parseInt(byte, 16))
}

function blocksText(token: string): string {
  return utf8(token.replaceAll('\u2581', ' '))
}

function utf8(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1')
}
