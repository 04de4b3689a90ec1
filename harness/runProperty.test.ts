import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { checkFolder } from './dataset/checkFolder.ts'
import type { Engine } from './engine/engine.ts'
import { runProperty } from './runProperty.ts'
import { instruments } from './store/instruments.ts'
import type { Store } from './store/store.ts'
import { cellsAskedBy } from './study/cells.ts'
import { readProperty } from './suite/readProperty.ts'
import { loadTokenizer } from './tokens/tokenizer.ts'

const folder = checkFolder(fileURLToPath(new URL('../suites/properties/study.yaml', import.meta.url)))
const property = readProperty(
  folder.study.file.path,
  `property: distractor
claim: A sentence about nothing changes nothing.
over: [nli/kind]
condition: gold-4
rewrites:
  - distractor: { sentences: ["Zebras run."] }
holds: { answer: stays }
cases: 12
`,
  folder.study,
)
const [cell] = cellsAskedBy(property)
if (cell === undefined) throw new Error('the property asks no model')
const tokenizer = loadTokenizer(cell.model.path)

/** Says yes to what is written; how many nats a token no is ahead of yes once zebras run depends on whether others are asked with it. */
function engineOf(ahead: { together: number; alone: number }): Engine {
  return {
    score({ sequences }) {
      const isAlone = sequences.length <= 3
      const spans = sequences.map(({ tokens, from }) => {
        const answer = tokenizer.decode(tokens.slice(from)).trim()
        const isRewritten = tokenizer.decode(tokens).includes('Zebras')
        const no = isRewritten ? (isAlone ? ahead.alone : ahead.together) : -1
        const logprob = answer === 'no' ? -2 + no : answer === 'yes' ? -2 : -4
        return { logprobs: tokens.slice(from).map(() => logprob), greedy: false }
      })
      return Promise.resolve({ spans, cost: { needed: 0, computed: 0, naive: 0 } })
    },
    generate: () => Promise.reject(new Error('nobody writes')),
    numerics: () => Promise.reject(new Error('nobody asks')),
    close: () => Promise.resolve(),
  }
}

const store: Store = { get: () => Promise.resolve({ state: 'absent' }), put: () => Promise.resolve() }

const found = async (ahead: { together: number; alone: number }) => {
  const numerics = { version: '1', runtime: 'none', device: 'cpu', precision: 'float32', packTokens: 1 } as const
  const provenance = () => Promise.resolve({ engine: numerics, base: 'base' })
  const tools = { ...instruments(engineOf(ahead), store, 'nowhere'), provenance }
  const memory = { read: () => Promise.resolve({ known: [], unreadable: 0 }), keep: () => Promise.resolve() }
  const about = { memory, replay: undefined, clock: () => 0, signal: new AbortController().signal }
  const { result } = await runProperty(property, cell, folder, tools, { ...about, run: { records: [] } })
  const seen = result.tried.map(({ outcome }) =>
    outcome.state === 'holds' && outcome.evidence.by === 'model' && outcome.evidence.tied ? 'tied' : outcome.state,
  )
  return { state: result.state, cases: [...new Set(seen)] }
}

test('a flip within rounding is tied, and breaks no law', async () => {
  expect(await found({ together: 1e-4, alone: 1e-4 })).toEqual({ state: 'holds', cases: ['tied'] })
})

test('a case that rounding could decide is judged by what it is by itself', async () => {
  expect(await found({ together: -1e-4, alone: 3e-4 })).toEqual({ state: 'violated', cases: ['violated'] })
  expect(await found({ together: 3e-4, alone: -1e-4 })).toEqual({ state: 'holds', cases: ['holds'] })
})

test('a case that rounding cannot decide is asked once, together with the others', async () => {
  expect(await found({ together: -1e-3, alone: 1 })).toEqual({ state: 'holds', cases: ['holds'] })
})
