/** Tokens with a scored tail: log p(tokens[i] | tokens[0..i-1]) is wanted for every i >= from; 1 <= from < tokens.length. */
export interface Sequence {
  tokens: readonly number[]
  from: number
}
