import type { GenerateRequest, GenerateResult } from './engine.ts'

/** What ends a generated text, in bytes. */
export interface Stops {
  tokens: ReadonlySet<number>
  /** Stop strings as bytes of UTF-8, one character a byte, as `pieces` are. */
  strings: readonly string[]
  pieces: readonly string[]
}

export function stopsOf({ stopTokens, stopStrings, pieces }: GenerateRequest): Stops {
  const strings = stopStrings.map((text) => Buffer.from(text, 'utf8').toString('latin1'))
  return { tokens: new Set(stopTokens), strings, pieces }
}

/** How a text ends whose last token is the newest and which had not ended before; a stop token is still part of `tokens`. */
export function finishOf(
  tokens: readonly number[],
  maxTokens: number,
  { tokens: stopTokens, strings, pieces }: Stops,
): GenerateResult['outputs'][number]['finish'] | 'running' {
  const newest = tokens.at(-1)
  if (newest === undefined) return 'running'
  if (stopTokens.has(newest)) return 'stop-token'
  if (strings.length > 0 && endsIn(tokens, strings, pieces)) return 'stop-string'
  return tokens.length >= maxTokens ? 'length' : 'running'
}

/** What was fed to the model for each text: the token that ended a text was not, unless it was a stop token, which is not part of the text. */
export function fedTokens({ prompts, sampling }: GenerateRequest, outputs: GenerateResult['outputs']): number[][] {
  const samples = sampling?.samples ?? 1
  return outputs.map(({ tokens, finish }, place) => [
    ...(prompts[Math.floor(place / samples)] ?? []),
    ...(finish === 'stop-token' ? tokens : tokens.slice(0, -1)),
  ])
}

/** Whether the newest token completes a stop string: only as much text is joined as the longest one can span. */
function endsIn(tokens: readonly number[], strings: readonly string[], pieces: readonly string[]): boolean {
  const longest = strings.reduce((most, { length }) => Math.max(most, length), 0)
  let tail = pieces[tokens.at(-1) ?? -1] ?? ''
  const enough = longest - 1 + tail.length
  for (let i = tokens.length - 2; i >= 0 && tail.length < enough; i--) tail = (pieces[tokens[i] ?? -1] ?? '') + tail
  return strings.some((string) => tail.includes(string))
}
