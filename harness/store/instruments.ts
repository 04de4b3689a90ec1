import type { Engine, ModelPaths, Numerics } from '../engine/engine.ts'
import { readModelLimits } from '../engine/checkpoint/modelLimits.ts'
import type { Subject } from '../measure/subject.ts'
import { type ChatTemplate, loadChatTemplate } from '../prompt/chatTemplate.ts'
import { loadTokenizer } from '../tokens/tokenizer.ts'
import type { Store } from './store.ts'
import { weightsHash } from './weights.ts'

/** What measuring needs and cells share: the engine, the store, and what is read from disk once. */
export interface Instruments {
  engine: Engine
  store: Store
  /** Records that are being computed by this process. */
  underWay: Map<string, Promise<unknown>>
  chat: (model: ModelPaths) => Promise<ChatTemplate>
  /** A model with its tokenizer and its limits. */
  subject: (model: ModelPaths) => Promise<Omit<Subject, 'rules'>>
  /** What every digit of a model's results depends on, apart from the prompts. */
  provenance: (model: ModelPaths) => Promise<Provenance>
}

export type Provenance = {
  engine: { [Key in keyof Numerics]: Numerics[Key] }
  /** SHA-256 over configuration, weights and tokenizer of the base folder. */
  base: string
  /** The same of the adapter folder. */
  adapter?: string
}

/** Instruments over an engine and a store; `memo` is the file that remembers the hashes of weight files. */
export function instruments(engine: Engine, store: Store, memo: string): Instruments {
  const hash = remembering((folder) => weightsHash(folder, memo))
  const texts = remembering(async (folder) => ({ tokenizer: loadTokenizer(folder), limits: readModelLimits(folder) }))
  return {
    engine,
    store,
    underWay: new Map(),
    chat: async (model) => loadChatTemplate(model),
    subject: async (model) => ({ model, ...(await texts(model.base)) }),
    async provenance({ base, adapter, ...place }) {
      const known = { engine: await engine.numerics(place), base: await hash(base) }
      return adapter === undefined ? known : { ...known, adapter: await hash(adapter) }
    },
  }
}

/** Calls once per key and keeps the promise; a failed call is forgotten, so that the next asker tries again. */
function remembering<Output>(call: (key: string) => Promise<Output>): (key: string) => Promise<Output> {
  const kept = new Map<string, Promise<Output>>()
  return (key) => {
    const known = kept.get(key)
    if (known !== undefined) return known
    const asked = call(key)
    kept.set(key, asked)
    asked.catch(() => kept.delete(key))
    return asked
  }
}
