/**
 * A text for regular expressions that must see characters as the Python library does, unit for unit as long as the text: its tables are those
 * of Unicode 16, so characters that Node knows from later versions become characters that no version knows.
 */
export function asUnicode16(text: string): string {
  if (!later.test(text)) return text
  return text.replace(allLater, unknown).replaceAll('\u0295', '\u0250') // a small letter until Unicode 17
}

/** A character without properties, as long, and on the same side of the ranges that expressions of public tokenizers name (U+0800 to U+4E00). */
function unknown(character: string): string {
  if (character.length === 2) return '\u{e0080}'
  return character >= '\u0800' && character < '\u4e00' ? '\u0bff' : '\u0378'
}

/** A text in a Unicode normal form, by the tables of the Python library, which end before Unicode 12: what it does not know stays, and nothing passes it. */
export function normalForm(text: string, form: 'NFC' | 'NFD' | 'NFKC' | 'NFKD'): string {
  if (!inert.test(text)) return text.normalize(form)
  return text
    .split(allInert)
    .map((part) => (inert.test(part) ? part : part.normalize(form)))
    .join('')
}

/** Characters of Unicode 17; fixtures/oracle/tokenization.py lists what the Python library knows, and the test compares every character. */
const LATER =
  '\\u{88f}\\u{c5c}\\u{cdc}\\u{1acf}-\\u{1add}\\u{1ae0}-\\u{1aeb}\\u{20c1}\\u{2b96}\\u{a7ce}-\\u{a7cf}\\u{a7d2}\\u{a7d4}\\u{a7f1}' +
  '\\u{fbc3}-\\u{fbd2}\\u{fd90}-\\u{fd91}\\u{fdc8}-\\u{fdce}\\u{10940}-\\u{10959}\\u{10ec5}-\\u{10ec7}\\u{10ed0}-\\u{10ed8}' +
  '\\u{10efa}-\\u{10efb}\\u{11b60}-\\u{11b67}\\u{11db0}-\\u{11ddb}\\u{11de0}-\\u{11de9}\\u{16ea0}-\\u{16eb8}\\u{16ebb}-\\u{16ed3}' +
  '\\u{16ff2}-\\u{16ff6}\\u{187f8}-\\u{187ff}\\u{18d09}-\\u{18d1e}\\u{18d80}-\\u{18df2}\\u{1ccfa}-\\u{1ccfc}\\u{1ceba}-\\u{1ced0}' +
  '\\u{1cee0}-\\u{1cef0}\\u{1e6c0}-\\u{1e6de}\\u{1e6e0}-\\u{1e6f5}\\u{1e6fe}-\\u{1e6ff}\\u{1f6d8}\\u{1f777}-\\u{1f77a}' +
  '\\u{1f8d0}-\\u{1f8d8}\\u{1fa54}-\\u{1fa57}\\u{1fa8a}\\u{1fa8e}\\u{1fac8}\\u{1facd}\\u{1faea}\\u{1faef}\\u{1fbfa}' +
  '\\u{2b73a}-\\u{2b73f}\\u{2cea2}-\\u{2cead}\\u{323b0}-\\u{33479}'
const later = new RegExp(`[${LATER}\\u{295}]`, 'u')
const allLater = new RegExp(`[${LATER}]`, 'gu')

/** Characters that newer tables decompose, compose or reorder, and those of Python's library do not. */
const INERT =
  '\\u{7fd}\\u{897}-\\u{89f}\\u{8ca}-\\u{8d3}\\u{9fe}\\u{c3c}\\u{d3b}-\\u{d3c}\\u{eba}\\u{1715}\\u{1abf}-\\u{1add}\\u{1ae0}-\\u{1aeb}' +
  '\\u{1df6}-\\u{1dfa}\\u{32ff}\\u{a7f1}-\\u{a7f4}\\u{a82c}\\u{ab69}\\u{105c9}\\u{105d2}\\u{105da}\\u{105e4}\\u{10781}-\\u{10785}' +
  '\\u{10787}-\\u{107b0}\\u{107b2}-\\u{107ba}\\u{10d24}-\\u{10d27}\\u{10d69}-\\u{10d6d}\\u{10eab}-\\u{10eac}\\u{10efa}-\\u{10efb}' +
  '\\u{10efd}-\\u{10eff}\\u{10f46}-\\u{10f50}\\u{10f82}-\\u{10f85}\\u{11070}\\u{1133b}\\u{11382}-\\u{11385}\\u{1138b}\\u{1138e}' +
  '\\u{11390}-\\u{11391}\\u{113c2}\\u{113c5}\\u{113c7}-\\u{113c8}\\u{113ce}-\\u{113d0}\\u{1145e}\\u{11839}-\\u{1183a}\\u{11935}' +
  '\\u{11938}\\u{1193d}-\\u{1193e}\\u{11943}\\u{119e0}\\u{11a34}\\u{11a47}\\u{11a99}\\u{11d42}\\u{11d44}-\\u{11d45}\\u{11d97}' +
  '\\u{11f41}-\\u{11f42}\\u{1611e}\\u{16121}-\\u{16129}\\u{1612f}\\u{16d63}\\u{16d67}-\\u{16d6a}\\u{16ff0}-\\u{16ff1}' +
  '\\u{1ccd6}-\\u{1ccf9}\\u{1e030}-\\u{1e06d}\\u{1e08f}\\u{1e130}-\\u{1e136}\\u{1e2ae}\\u{1e2ec}-\\u{1e2ef}\\u{1e4ec}-\\u{1e4ef}' +
  '\\u{1e5ee}-\\u{1e5ef}\\u{1e6e3}\\u{1e6e6}\\u{1e6ee}-\\u{1e6ef}\\u{1e6f5}\\u{1f16c}\\u{1fbf0}-\\u{1fbf9}'
const inert = new RegExp(`[${INERT}]`, 'u')
const allInert = new RegExp(`([${INERT}])`, 'u')
