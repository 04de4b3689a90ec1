import type { GenerateRequest, GenerateResult, ScoreRequest, ScoreResult, TokenCost } from '../engine.ts'
import { originalLength } from '../checkpoint/modelConfig.ts'
import type { ModelConfig } from '../checkpoint/modelConfig.ts'
import { notFinite, SequenceError } from '../requestCheck.ts'
import type { Session } from '../session/session.ts'

/** Makes a session's runs those of sequences beyond the original length, or within it. */
export type InForm = (session: Session) => Session

/**
 * Scores a request whose long sequences turn their positions by other angles than its short ones, so that no prefix is shared between the two:
 * each kind is a trie of its own. As in transformers the count of tokens fed decides, which is all but the last.
 */
export async function scoreByForm(
  config: ModelConfig,
  request: ScoreRequest,
  score: (request: ScoreRequest, inForm: InForm) => Promise<ScoreResult>,
): Promise<ScoreResult> {
  const { model, sequences } = request
  const results = await byForm(
    config,
    sequences.map(({ tokens }) => tokens.length - 1),
    (s) => notFinite(s, 'sequence', model),
    async (places, inForm) => {
      const { spans, cost } = await score({ model, sequences: places.map((s) => sequences[s] ?? noSequence) }, inForm)
      return { outputs: spans.map((span) => [span]), cost }
    },
  )
  return { spans: results.outputs, cost: results.cost }
}

/** The same for prompts; a request is checked beforehand to cross the original length nowhere. */
export async function generateByForm(
  config: ModelConfig,
  request: GenerateRequest,
  generate: (request: GenerateRequest, inForm: InForm) => Promise<GenerateResult>,
): Promise<GenerateResult> {
  const { model, prompts, sampling } = request
  const texts = sampling?.samples ?? 1
  return byForm(
    config,
    prompts.map(({ length }) => length),
    (p) => notFinite(p, 'prompt', model),
    async (places, inForm) => {
      const { outputs, cost } = await generate({ ...request, prompts: places.map((p) => prompts[p] ?? []) }, inForm)
      return { outputs: places.map((_, p) => outputs.slice(p * texts, (p + 1) * texts)), cost }
    },
  )
}

const noSequence = { tokens: [], from: 0 }

/** Does the short ones and the long ones each by themselves; what either gives for a place, a list, goes back there. */
async function byForm<Output>(
  config: ModelConfig,
  lengths: readonly number[],
  fault: (place: number) => SequenceError,
  work: (places: number[], inForm: InForm) => Promise<{ outputs: Output[][]; cost: TokenCost }>,
): Promise<{ outputs: Output[]; cost: TokenCost }> {
  const original = originalLength(config)
  const all = [...lengths.keys()]
  if (original === undefined) {
    const { outputs, cost } = await work(all, (session) => session)
    return { outputs: outputs.flat(), cost }
  }
  const outputs: Output[][] = []
  const total = { needed: 0, computed: 0, naive: 0 }
  for (const stretched of [0, 1]) {
    const places = all.filter((place) => Number((lengths[place] ?? 0) > original) === stretched)
    if (places.length === 0) continue
    const done = await work(places, feeding(stretched)).catch((error: unknown) => {
      throw error instanceof SequenceError ? fault(places[error.sequence] ?? 0) : error
    })
    places.forEach((place, i) => {
      outputs[place] = done.outputs[i] ?? []
    })
    total.needed += done.cost.needed
    total.computed += done.cost.computed
    total.naive += done.cost.naive
  }
  return { outputs: outputs.flat(), cost: total }
}

function feeding(stretched: number): InForm {
  const input = { data: Int32Array.of(stretched), shape: [] }
  return (session) => ({
    ...session,
    run: (inputs, outputs) => session.run({ ...inputs, stretched: input }, outputs),
  })
}
