/**
 * The words of a text as leaks compare them: letters, marks and digits in small letters, compatibility forms made one (NFKC). Case,
 * punctuation and spacing do not count. In scripts that write no spaces every sign is a word.
 */
export function wordsOf(text: string): string[] {
  if (!BEYOND_ASCII.test(text)) return text.toLowerCase().match(ASCII_WORD) ?? []
  const plain = text.normalize('NFKC').replace(INVISIBLE, '').toLowerCase()
  const words = plain.match(WORD) ?? []
  return UNSPACED.test(plain) ? words.flatMap((word) => word.match(SIGN_OR_RUN) ?? []) : words
}

const BEYOND_ASCII = /[^\0-\x7f]/u
const ASCII_WORD = /[a-z0-9]+/g
const WORD = /[\p{L}\p{M}\p{N}]+/gu
/** Soft hyphens, joiners, direction marks. */
const INVISIBLE = /\p{Cf}/gu
const UNSPACED_SIGN = String.raw`\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}`
const UNSPACED = new RegExp(`[${UNSPACED_SIGN}]`, 'u')
const SIGN_OR_RUN = new RegExp(String.raw`[${UNSPACED_SIGN}]\p{M}*|[^${UNSPACED_SIGN}]+`, 'gu')
