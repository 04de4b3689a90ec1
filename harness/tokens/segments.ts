import type { CutRule } from './cutRule.ts'
import { remembering } from './remembering.ts'
import type { TextEncoder } from './textEncoder.ts'

/** An encoder that may remember parts of texts, and where texts may be cut. */
export interface SegmentedEncoder {
  encode: TextEncoder
  /** As `Tokenizer.lastCut`. */
  lastCut: (text: string) => number
}

/** Makes encoding fast by remembering lines and words, where a rule proves that this changes nothing. */
export function segmentedEncoder(rule: CutRule | undefined, encodeWhole: TextEncoder): SegmentedEncoder {
  if (rule === undefined) return { encode: encodeWhole, lastCut: () => 0 }
  const word = remembering((text) => encodeWhole(text, 'continued'))
  const line = remembering((text) => cutBefore(text, ' ', rule).flatMap(word))
  const firstWord = remembering((text) => encodeWhole(text, 'start'))
  const firstLine = remembering((text) => {
    const [first = '', ...rest] = cutBefore(text, ' ', rule)
    return [...firstWord(first), ...rest.flatMap(word)]
  })
  return {
    encode(text, place) {
      const [first = '', ...rest] = cutBefore(text, '\n', rule)
      const ids = [...(place === 'start' ? firstLine : line)(first)]
      for (const part of rest) for (const id of line(part)) ids.push(id)
      return ids
    },
    lastCut: (text) => lastCut(text, rule),
  }
}

/** Parts of a text, cut before every `mark` where the rule allows it. */
function cutBefore(text: string, mark: ' ' | '\n', rule: CutRule): string[] {
  const parts: string[] = []
  let start = 0
  for (let i = text.indexOf(mark, 1); i > 0; i = text.indexOf(mark, i + 1)) {
    if (!rule(text, i)) continue
    parts.push(text.slice(start, i))
    start = i
  }
  parts.push(text.slice(start))
  return parts
}

function lastCut(text: string, rule: CutRule): number {
  for (let i = text.length - 1; i > 0; i--) {
    const code = text.charCodeAt(i)
    if ((code === 32 || code === 10) && rule(text, i)) return i
  }
  return 0
}
