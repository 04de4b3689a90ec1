import type { CutRule } from './cutRule.ts'
import { isObject } from './json.ts'
import type { Vocabulary } from './vocabulary.ts'

const block = '\u2581'

/**
 * The rule for SentencePiece's way of merging, where spaces are blocks and a whole text may be one piece.
 *
 * Merging joins neighbours only, and joins two of them only into a token of the vocabulary. Where no token that merging can make has a character
 * followed by a block (or line's end), no merge ever joins that place, and what happens on one side of it changes nothing on the other. The
 * normalisers allowed here change one character at a time. Behind an added token a new part begins, before which a block may be put, so there no
 * cut is proven; nor before a line's end where a block is put before every part.
 */
export function blockRule(source: Record<string, unknown>, { ids, added }: Vocabulary): CutRule | undefined {
  const { model, normalizer, pre_tokenizer: splitter } = source
  if (!isObject(model) || model.ignore_merges === true || !Array.isArray(model.merges)) return undefined
  const isKnown = (mark: string): boolean => model.byte_fallback === true || ids.has(mark)
  if (!isKnown(block) || !isKnown('\n') || !makesBlocks(normalizer, splitter)) return undefined
  if (added.some(({ normalised, pattern }) => normalised && pattern.includes(block, 1))) return undefined
  const joined = joinedBefore(model.merges)
  const ends = new Set(added.map(({ content }) => content.at(-1)))
  const isPrefixed = isObject(splitter) && splitter.type === 'Metaspace' && splitter.prepend_scheme === 'always'
  return (text, at) => {
    const mark = text.charAt(at) === ' ' ? block : '\n'
    if (mark === '\n' && isPrefixed) return false
    const before = text.charAt(at - 1)
    return !ends.has(before) && !joined[mark].has(before === ' ' ? block : before)
  }
}

/** Whether spaces become blocks and nothing else is done but that one may be put in front. */
function makesBlocks(normalizer: unknown, splitter: unknown): boolean {
  if (isObject(splitter) && splitter.type === 'Metaspace') {
    return (normalizer === null || normalizer === undefined) && (splitter.replacement ?? block) === block
  }
  const steps: unknown[] =
    isObject(normalizer) && Array.isArray(normalizer.normalizers) ? normalizer.normalizers : [normalizer]
  const last = steps.at(-1)
  const isReplaced = isObject(last) && last.type === 'Replace' && isSpace(last.pattern) && last.content === block
  const isPrepended = (step: unknown): boolean => isObject(step) && step.type === 'Prepend' && step.prepend === block
  // Gemma splits at spaces, of which none are left.
  const isWhole =
    splitter === null ||
    splitter === undefined ||
    (isObject(splitter) && splitter.type === 'Split' && isSpace(splitter.pattern))
  return isReplaced && steps.slice(0, -1).every(isPrepended) && isWhole
}

function isSpace(pattern: unknown): boolean {
  return isObject(pattern) && pattern.String === ' '
}

/** Characters that some merge has right before a block, or a line's end. */
function joinedBefore(merges: readonly unknown[]): Record<'\u2581' | '\n', ReadonlySet<string>> {
  const found = { '\u2581': new Set<string>(), '\n': new Set<string>() }
  for (const merge of merges) {
    const token = Array.isArray(merge) ? merge.join('') : String(merge).replace(' ', '')
    for (let i = 1; i < token.length; i++) {
      const mark = token.charAt(i)
      if (mark === block || mark === '\n') found[mark].add(token.charAt(i - 1))
    }
  }
  return found
}
