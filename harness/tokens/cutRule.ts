import type { AddedToken } from './addedTokens.ts'
import { blockRule } from './blockRule.ts'
import { isObject } from './json.ts'
import type { Vocabulary } from './vocabulary.ts'

/** Whether a text may be cut before its character `at` (>= 1), a space or a line's end: the ids of both sides joined are those of the whole. */
export type CutRule = (text: string, at: number) => boolean

/**
 * The rule that is proven for a tokenizer, or undefined where none is.
 *
 * GPT-2's pre-tokenizer matches words (`'s`, ` ?\p{L}+`, ` ?\p{N}+`, ` ?[^\s\p{L}\p{N}]+`) and runs of space (`\s+(?!\S)`, `\s+`). Between a
 * character that is no space and one that is, no match can lie across: words have space only at their start. The only look at later text is in
 * runs of space, which end before the next such place. So encoding the parts gives the ids of the whole. Digits cut before it (SmolLM2) look at
 * nothing but themselves.
 *
 * The expressions of Llama 3 and Qwen2 are the same, but for line ends after signs (` ?[^\s\p{L}\p{N}]+[\r\n]*`): there a line's end may be cut
 * off only after a letter or digit. With NFC, that is one of ASCII, which nothing composes with; a space composes with nothing.
 *
 * An added token that looks at its neighbours or holds space makes all this unproven.
 */
export function cutRule(source: Record<string, unknown>, vocabulary: Vocabulary): CutRule | undefined {
  const { added } = vocabulary
  const { normalizer, pre_tokenizer: splitter } = source
  if (!added.every(standsAlone)) return undefined
  const isPlain = normalizer === null || normalizer === undefined
  const steps = stepsOf(splitter)
  if (isPlain && steps.every((step) => isDigits(step) || isWords(step)) && steps.filter(isWords).length === 1) {
    return afterNoSpace
  }
  const [split, bytes] = steps
  const isComposed = isObject(normalizer) && normalizer.type === 'NFC'
  if ((isPlain || isComposed) && steps.length === 2 && isGpt4Split(split) && isBytes(bytes)) return afterWord
  return blockRule(source, vocabulary)
}

const afterNoSpace: CutRule = (text, at) => !isSpace(text, at - 1)

const afterWord: CutRule = (text, at) =>
  text.charCodeAt(at) === 32 ? !isSpace(text, at - 1) : isAsciiWord(text.charCodeAt(at - 1))

function stepsOf(splitter: unknown): unknown[] {
  if (!isObject(splitter)) return []
  return splitter.type === 'Sequence' && Array.isArray(splitter.pretokenizers) ? splitter.pretokenizers : [splitter]
}

function isDigits(step: unknown): boolean {
  return isObject(step) && step.type === 'Digits'
}

function isWords(step: unknown): boolean {
  return isObject(step) && step.type === 'ByteLevel' && step.add_prefix_space === false && step.use_regex !== false
}

function isBytes(step: unknown): boolean {
  return isObject(step) && step.type === 'ByteLevel' && step.add_prefix_space === false && step.use_regex === false
}

function isGpt4Split(step: unknown): boolean {
  if (!isObject(step) || step.type !== 'Split' || step.behavior !== 'Isolated' || step.invert === true) return false
  return isObject(step.pattern) && gpt4Splits.includes(step.pattern.Regex)
}

const gpt4Split = (digits: string): string =>
  String.raw`(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|${digits}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+`

const gpt4Splits: unknown[] = [String.raw`\p{N}{1,3}`, String.raw`\p{N}`].map(gpt4Split)

/** An added token that neither holds space nor takes it from its neighbours. */
function standsAlone({ content, left, right, singleWord }: AddedToken): boolean {
  return !left && !right && !singleWord && !/\p{White_Space}/u.test(content)
}

function isSpace(text: string, index: number): boolean {
  const code = text.charCodeAt(index)
  // Letters and signs of ASCII are the common case.
  if (code > 32 && code < 127) return false
  return /\p{White_Space}/u.test(text.charAt(index))
}

function isAsciiWord(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57)
}
