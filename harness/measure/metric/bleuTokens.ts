import { splitWords, trimEnd } from './whiteSpace.ts'

/** How a text is cut into the tokens that BLEU counts. */
export type BleuTokens = '13a' | 'intl' | 'char' | 'none'

/** The tokens of a text as sacreBLEU's tokenizer of that name cuts it. */
export function bleuTokens(text: string, how: BleuTokens): string[] {
  return splitWords(spaced[how](trimEnd(text)))
}

const spaced: Record<BleuTokens, (line: string) => string> = {
  '13a': (line) => {
    const plain = line
      .replaceAll('<skipped>', '')
      .replaceAll('-\n', '')
      .replaceAll('\n', ' ')
      .replaceAll('&quot;', '"')
      .replaceAll('&amp;', '&')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
    return western.reduce((text, [pattern, by]) => text.replace(pattern, by), ` ${plain} `)
  },
  intl: (line) => international.reduce((text, [pattern, by]) => text.replace(pattern, by), line),
  char: (line) => [...line].join(' '),
  none: (line) => line,
}

/** mteval-v13a: ASCII punctuation apart, except periods, commas and dashes beside digits. */
const western: [RegExp, string][] = [
  [/([{-~[-` -&(-+:-@/])/g, ' $1 '],
  [/([^0-9])([.,])/gu, '$1 $2 '],
  [/([.,])([^0-9])/gu, ' $1 $2'],
  [/([0-9])(-)/g, '$1 $2 '],
]

/** mteval-v14 with Unicode: punctuation apart unless it stands between numbers, and every symbol. */
const international: [RegExp, string][] = [
  [/(\P{N})(\p{P})/gu, '$1 $2 '],
  [/(\p{P})(\P{N})/gu, ' $1 $2'],
  [/(\p{S})/gu, ' $1 '],
]
