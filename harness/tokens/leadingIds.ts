import { isObject } from './json.ts'
import type { Vocabulary } from './vocabulary.ts'

/**
 * The ids that the `post_processor` of a `tokenizer.json` puts before every text. One that also puts tokens after it is refused: such a text could
 * not be continued by an answer.
 */
export function leadingIds(source: unknown, vocabulary: Vocabulary): number[] {
  if (source === null || source === undefined) return []
  if (!isObject(source)) throw new Error(`post_processor is ${JSON.stringify(source)}, expected an object`)
  switch (source.type) {
    case 'ByteLevel':
      return []
    case 'Sequence':
      // A later step puts its tokens before those of an earlier one.
      return (Array.isArray(source.processors) ? source.processors : []).reduceRight<number[]>(
        (before, step) => [...before, ...leadingIds(step, vocabulary)],
        [],
      )
    case 'TemplateProcessing':
      return templateIds(source, vocabulary)
    default:
      throw new Error(
        `the post-processor ${JSON.stringify(source.type)} puts tokens after a text; expected one that puts tokens before a text only, since answers are appended to it`,
      )
  }
}

function templateIds({ single, special_tokens: specials }: Record<string, unknown>, { idOf }: Vocabulary): number[] {
  const template = Array.isArray(single) ? single.filter(isObject) : []
  const names = template.map(({ SpecialToken: token }) => (isObject(token) ? token.id : undefined))
  const place = names.indexOf(undefined)
  if (place === -1 || place < names.length - 1) {
    throw new Error(
      `the post-processor's template is ${JSON.stringify(single)}; expected it to put tokens before a text only, since answers are appended to it`,
    )
  }
  return names.slice(0, place).flatMap((name) => {
    const known = isObject(specials) && typeof name === 'string' ? specials[name] : undefined
    const ids: unknown[] = isObject(known) && Array.isArray(known.ids) ? known.ids : [idOf(String(name))]
    return ids.filter((id) => typeof id === 'number')
  })
}
