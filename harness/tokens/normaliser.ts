import { SplitPreTokenizer } from '@huggingface/tokenizers'
import { isObject } from './json.ts'
import { normalForm } from './unicode.ts'

/**
 * What the `normalizer` of a `tokenizer.json` does to a text before it is split; `continued` for text that follows after a cut, where nothing is
 * put before it. Throws for a kind that is not known to equal Python's.
 */
export function normaliser(source: unknown, place: 'start' | 'continued' = 'start'): (text: string) => string {
  if (source === null || source === undefined) return (text) => text
  if (!isObject(source)) throw new Error(`normalizer is ${JSON.stringify(source)}, expected an object`)
  switch (source.type) {
    case 'NFC':
    case 'NFD':
    case 'NFKC':
    case 'NFKD': {
      const form = source.type
      return (text) => normalForm(text, form)
    }
    case 'Lowercase':
      // One character at a time: the last letter of a word is not special.
      return (text) => Array.from(text, (character) => character.toLowerCase()).join('')
    case 'Strip':
      return strip(source.strip_left === true, source.strip_right === true)
    case 'Prepend':
      return prepend(place === 'start' ? String(source.prepend) : '')
    case 'Replace': {
      const pattern = patternOf(source.pattern)
      const content = String(source.content)
      return (text) => text.replace(pattern, () => content)
    }
    case 'Sequence': {
      const steps = Array.isArray(source.normalizers) ? source.normalizers.map((step) => normaliser(step, place)) : []
      return (text) => steps.reduce((done, step) => step(done), text)
    }
    default:
      throw new Error(
        `the normalizer ${JSON.stringify(source.type)} is not known to give Python's ids; known: NFC, NFD, NFKC, NFKD, Lowercase, Strip, Prepend, Replace, Sequence`,
      )
  }
}

/** A pattern of `tokenizer.json` as a global regular expression: a string, or an expression in Oniguruma's language, which the library translates. */
export function patternOf(pattern: unknown): RegExp {
  const { Regex, String } = isObject(pattern) ? pattern : {}
  const written = typeof Regex === 'string' ? { Regex } : typeof String === 'string' ? { String } : undefined
  if (written === undefined) throw new Error(`the pattern ${JSON.stringify(pattern)} is neither a String nor a Regex`)
  const found = new SplitPreTokenizer({ type: 'Split', pattern: written, behavior: 'Isolated' }).pattern
  if (found === null) throw new Error(`the pattern ${JSON.stringify(pattern)} cannot be read`)
  return found
}

function strip(left: boolean, right: boolean): (text: string) => string {
  return (text) => {
    const start = left ? text.replace(/^\p{White_Space}+/u, '') : text
    return right ? start.replace(/\p{White_Space}+$/u, '') : start
  }
}

function prepend(start: string): (text: string) => string {
  return (text) => (text === '' ? text : start + text)
}
