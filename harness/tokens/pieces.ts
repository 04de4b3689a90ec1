import type { Tokenizer as Library } from '@huggingface/tokenizers'

/** Text of every id as bytes of UTF-8, one character a byte; by the tokenizer's decoder. Special tokens have none. */
export function pieceTexts(file: string, source: Record<string, unknown>, library: Library): string[] {
  const textOf = pieceReader(file, source.decoder)
  const added = library.get_added_tokens_decoder()
  const pieces: string[] = []
  for (const [token, id] of library.get_vocab()) {
    const own = added.get(id)
    pieces[id] = own === undefined ? textOf(token) : own.special ? '' : utf8(own.content)
  }
  return Array.from(pieces, (piece: string | undefined) => piece ?? '')
}

function pieceReader(file: string, decoder: unknown): (token: string) => string {
  const kinds = decoderKinds(decoder)
  if (kinds.includes('ByteLevel')) return byteLevelText
  // SentencePiece's way: a lower one eighth block for the space, bytes outside the vocabulary as <0x0A>.
  if (kinds.includes('Metaspace') || kinds.includes('ByteFallback')) return sentencePieceText
  throw new Error(`${file}: the decoder is ${JSON.stringify(decoder)}; known: ByteLevel, Metaspace, ByteFallback.`)
}

function decoderKinds(decoder: unknown): unknown[] {
  if (typeof decoder !== 'object' || decoder === null || !('type' in decoder)) return []
  if ('decoders' in decoder && Array.isArray(decoder.decoders)) return decoder.decoders.flatMap(decoderKinds)
  return [decoder.type]
}

function byteLevelText(token: string): string {
  return Array.from(token, (character) => byteOf.get(character) ?? utf8(character)).join('')
}

function sentencePieceText(token: string): string {
  const byte = /^<0x([0-9A-F]{2})>$/.exec(token)?.[1]
  return byte === undefined ? utf8(token.replaceAll('\u2581', ' ')) : String.fromCharCode(Number.parseInt(byte, 16))
}

/** GPT-2 writes printable bytes as themselves and moves the others, in order, behind U+0100. */
const byteOf = new Map<string, string>()
for (let byte = 0, moved = 0; byte < 256; byte++) {
  const printable = (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174
  byteOf.set(String.fromCharCode(printable ? byte : 256 + moved++), String.fromCharCode(byte))
}

function utf8(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1')
}
