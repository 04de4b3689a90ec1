import { stem } from './stem.ts'

/**
 * The tokens that ROUGE compares: runs of a-z and 0-9 in small letters. Text in other scripts has none and scores 0.
 * With stemming, tokens of more than three characters lose their endings.
 */
export function rougeTokens(text: string, stemming: boolean): string[] {
  const tokens = text.toLowerCase().match(/[a-z0-9]+/g) ?? []
  return stemming ? tokens.map((token) => (token.length > 3 ? stem(token) : token)) : tokens
}
