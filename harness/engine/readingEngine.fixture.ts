import type { Tokenizer } from '../tokens/tokenizer.ts'
import type { Engine } from './engine.ts'

/** Somebody whose answers to every prompt are known beforehand. */
export interface Reader {
  /** Natural log-probability of every token of an answer after a prompt, in a request of so many sequences. */
  nats?: (prompt: string, answer: string, sequences: number) => number
  /** The line that follows a prompt. */
  writes?: (prompt: string) => string
}

/** Who chooses one answer, and to whom all others are equally unlikely. */
export const choosing = (choice: (prompt: string) => string | undefined): Reader => ({
  nats: (prompt, answer) => (answer === choice(prompt) ? -1 : -2),
})

/** An engine that reads its ids as text and says what the reader does: what is made of its answers can be worked out by hand. */
export function readingEngine(tokenizer: Tokenizer, { nats, writes }: Reader): Engine {
  const nothing = { needed: 0, computed: 0, naive: 0 }
  return {
    async score({ sequences }) {
      if (nats === undefined) throw new Error('the reader compares no answers')
      const spans = sequences.map(({ tokens, from }) => {
        const scored = tokens.slice(from)
        const logprob = nats(tokenizer.decode(tokens.slice(0, from)), tokenizer.decode(scored).trim(), sequences.length)
        return { logprobs: scored.map(() => logprob), greedy: false }
      })
      return { spans, cost: nothing }
    },
    async generate({ prompts }) {
      if (writes === undefined) throw new Error('the reader writes nothing')
      const outputs = prompts.map((tokens) => ({
        tokens: tokenizer.encodeRest(` ${writes(tokenizer.decode(tokens))}\n`),
        finish: 'stop-string' as const,
      }))
      return { outputs, cost: nothing }
    },
    numerics: async () => ({ version: '1', runtime: 'none', device: 'cpu', precision: 'float32', packTokens: 1 }),
    close: () => Promise.resolve(),
  }
}
