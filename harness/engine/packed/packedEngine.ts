import type { Devices } from '../session/device.ts'
import type { Engine, ModelPaths, ScoreRequest, ScoreResult } from '../engine.ts'
import { explainNotFinite } from './explainNotFinite.ts'
import { generationGraph } from '../graph/generationGraph.ts'
import { numerics } from '../numerics.ts'
import { createOpenModels } from '../session/openModels.ts'
import type { Beside, OpenModel } from '../session/openModels.ts'
import { generatePacked } from './packedGeneration.ts'
import { scorePacked } from './packedScoring.ts'
import { packTokens } from './packs.ts'
import { checkGenerateRequest, checkScoreRequest, notFinite, NotFiniteError } from '../requestCheck.ts'
import type { Placement } from '../session/placement.ts'
import { generateByForm, scoreByForm } from './ropeForms.ts'
import { largeBytes } from '../session/largeModels.ts'
import { packLimitFor } from '../session/runMemory.ts'
import type { Session } from '../session/session.ts'
import { inSmallerPacks } from './smallerPacks.ts'
import { mapSessions, openStages } from './stages.ts'

/** Models of the size of the lab's take a few million bytes each, so all of a study's stay loaded. */
const defaultBudget = 2 ** 31

/** Below, merging takes a moment and each copy is small; above, one base should serve all its adapters. */
const defaultMergeBelow = 50_000_000

interface Options {
  threads: number
  /** Bytes of weights that stay loaded. */
  budget?: number
  /** Most tokens in one pack. */
  packLimit?: number
  /** Bases of fewer parameters are merged with each adapter, larger ones fed with it. */
  mergeBelow?: number
  /** Bytes of weights as float32 from which a model is large: scored with attention in blocks, and in halves by two threads or more. */
  largeFrom?: number
  devices?: Devices
  /** Learns where the nodes of each graph ran that a device other than the CPU was given. */
  onPlacement?: (placement: Placement) => void
}

/** An engine that can make a model ready before it is asked. */
export interface PackedEngine extends Engine {
  /** Loads what a request will need, while another thread computes; throws where `openModels.load` does. */
  load: (next: NextRequest, beside: Beside) => Promise<void>
  /** The models that have sessions of their own. */
  held: () => ModelPaths[]
}

/** What is known of a request before its turn. */
export interface NextRequest {
  call: 'score' | 'generate'
  model: ModelPaths
}

/** What a request needs loaded. */
const loadSteps = { score: [openStages], generate: [openStages, ({ session }: OpenModel) => session(generationGraph)] }

/** The engine that computes every distinct token once: scoring in packs of the token trie, generation in batches over a shared prefill. */
export function createPackedEngine({
  threads,
  budget = defaultBudget,
  packLimit = packTokens,
  mergeBelow = defaultMergeBelow,
  largeFrom = largeBytes,
  ...places
}: Options): PackedEngine {
  const models = createOpenModels({ threads, budget, mergeBelow, largeFrom, ...places })
  const limitFor = ({ config }: OpenModel, lengths: readonly number[]): number =>
    packLimitFor(
      config,
      lengths.reduce((most, length) => Math.max(most, length), 0),
      packLimit,
    )
  const explained = async (
    error: unknown,
    kind: 'sequence' | 'prompt',
    model: ModelPaths,
    texts: readonly (readonly number[])[],
  ): Promise<never> => {
    if (!(error instanceof NotFiniteError)) throw error
    // An explanation that fails, for want of memory say, must not hide the error.
    const why = await explainNotFinite(model, texts[error.sequence] ?? []).catch(() => '')
    throw notFinite(error.sequence, kind, model, why)
  }
  const score = async (request: ScoreRequest, open: OpenModel): Promise<ScoreResult> => {
    const { model, sequences } = request
    checkScoreRequest(request, open.config)
    const stages = await openStages(open)
    const lengths = sequences.map(({ tokens }) => tokens.length)
    return inSmallerPacks(limitFor(open, lengths), open.lowered, (limit) =>
      scoreByForm(open.config, request, (those, inForm) =>
        scorePacked(mapSessions(stages, inForm), open.config, those, limit),
      ),
    ).catch((error: unknown) => {
      const texts = sequences.map(({ tokens }) => tokens)
      return explained(error, 'sequence', model, texts)
    })
  }
  return {
    score: (request) => models.use(request.model, (open) => score(request, open), 'beside'),
    generate: (request) =>
      models.use(request.model, async (open) => {
        checkGenerateRequest(request, open.config)
        const stages = await openStages(open)
        const lengths = request.prompts.map(({ length }) => length)
        return inSmallerPacks(limitFor(open, lengths), open.lowered, (limit) =>
          generateByForm(open.config, request, (those, inForm) => {
            const generation = async (): Promise<Session> => inForm(await open.session(generationGraph))
            return generatePacked({ scoring: mapSessions(stages, inForm), generation }, open.config, those, limit)
          }),
        ).catch((error: unknown) => explained(error, 'prompt', request.model, request.prompts))
      }),
    numerics: (model) => Promise.resolve(numerics(model, packLimit)),
    load: ({ call, model }, beside) => models.load(model, loadSteps[call], beside),
    held: () => models.held(),
    close: () => models.close(),
  }
}
