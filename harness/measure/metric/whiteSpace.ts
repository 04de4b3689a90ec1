/** The words of a text, cut at runs of white space. */
export function splitWords(text: string): string[] {
  return text.split(runs).filter((word) => word !== '')
}

/** A text without white space at its end. */
export function trimEnd(text: string): string {
  return text.replace(atEnd, '')
}

/** A text without white space at either end. */
export function trim(text: string): string {
  return trimEnd(text.replace(atStart, ''))
}

// White space as Python's `str.split` knows it, which the reference libraries use. JavaScript's \s lacks U+001C to U+001F and
// U+0085, and has U+FEFF.
const space = '[\\t-\\r\\u001c-\\u0020\\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]'
const runs = new RegExp(`${space}+`)
const atStart = new RegExp(`^${space}+`)
const atEnd = new RegExp(`${space}+$`)
