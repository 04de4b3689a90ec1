import type { AddedToken } from './addedTokens.ts'
import { isObject } from './json.ts'
import { normaliser } from './normaliser.ts'

/** Every token of a tokenizer. */
export interface Vocabulary {
  /** Of the model: what merging may make. */
  ids: ReadonlyMap<string, number>
  /** Found in the text itself; their ids may lie in the model's vocabulary or behind it. */
  added: readonly AddedToken[]
  /** The id of any of them. */
  idOf: (token: string) => number | undefined
  /** Ids without text. Python goes by what the token looks like in a text, so a special token that is looked for in another form has one. */
  silent: ReadonlySet<number>
}

/**
 * The tokens of a `tokenizer.json`, and those that only `tokenizer_config.json` names (`bos_token`, `eos_token` …): transformers adds these, so
 * that they are found in a text too. One that has no id gets the next free one.
 */
export function vocabulary(source: Record<string, unknown>, settings: Record<string, unknown>): Vocabulary {
  const normalise = normaliser(source.normalizer)
  const read = (token: Record<string, unknown>): AddedToken => addedToken(token, normalise)
  const model = isObject(source.model) ? source.model : {}
  const written = isObject(model.vocab) ? Object.entries(model.vocab) : []
  const ids = new Map(written.filter((entry): entry is [string, number] => typeof entry[1] === 'number'))
  const listed = Array.isArray(source.added_tokens) ? source.added_tokens.filter(isObject).map(read) : []
  const added = new Map(listed.map((token) => [token.content, token]))
  let next = [...ids.values(), ...listed.map(({ id }) => id)].reduce((most, id) => Math.max(most, id), -1) + 1
  const add = (token: AddedToken): void => {
    const id = added.get(token.content)?.id ?? ids.get(token.content) ?? next++
    added.set(token.content, { ...token, id })
  }
  for (const token of declared(settings)) add(read(token))
  for (const content of named(settings)) if (!added.has(content)) add(read({ content, special: true }))
  const special = [...added.values()].filter((token) => token.special)
  return {
    ids,
    added: [...added.values()],
    idOf: (token) => added.get(token)?.id ?? ids.get(token),
    silent: new Set(special.filter(({ pattern }) => added.get(pattern)?.special === true).map(({ id }) => id)),
  }
}

function addedToken(token: Record<string, unknown>, normalise: (text: string) => string): AddedToken {
  const special = token.special === true
  const content = String(token.content)
  const normalised = typeof token.normalized === 'boolean' ? token.normalized : !special
  return {
    id: Number(token.id),
    content,
    pattern: normalised ? normalise(content) : content,
    singleWord: token.single_word === true,
    left: token.lstrip === true,
    right: token.rstrip === true,
    normalised,
    special,
  }
}

/** In `added_tokens_decoder`, under their ids: these replace what `tokenizer.json` says of a token. */
function declared({ added_tokens_decoder: tokens }: Record<string, unknown>): Record<string, unknown>[] {
  return isObject(tokens) ? Object.values(tokens).filter(isObject) : []
}

/** Under the names of their parts: these are added where they are not yet. */
function named(settings: Record<string, unknown>): string[] {
  const parts = ['bos', 'eos', 'unk', 'sep', 'pad', 'cls', 'mask'].map((part) => settings[`${part}_token`])
  const more = [settings.additional_special_tokens, settings.extra_special_tokens].flatMap((list) =>
    isObject(list) ? Object.values(list) : list,
  )
  return [...parts, ...more].map(tokenText).filter((text) => text !== undefined)
}

/** The text of a token that `tokenizer_config.json` names: plain, or with its properties. */
export function tokenText(value: unknown): string | undefined {
  const text = isObject(value) ? value.content : value
  return typeof text === 'string' && text !== '' ? text : undefined
}
