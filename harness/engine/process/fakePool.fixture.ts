import type { ModelPaths } from '../engine.ts'
import type { EngineWorker } from './engineWorker.ts'
import type { Beside } from '../session/openModels.ts'
import type { Responder } from './responder.ts'
import type { Message, RequestHeader, ResultHeader } from './wire.ts'
import { createWorkerPool } from './workerPool.ts'

interface Told {
  worker: number
  threads: number
  what: 'answer' | 'load' | 'release'
  base: string
  /** What a load was told of. */
  beside?: Beside
  /** Lets the worker reply. */
  done: (answer?: ResultHeader) => void
}

/** A pool of workers that reply when told to; models in capitals are large, a worker holds every model it was told of until it releases them, and `told` lists what they were told. */
export function fakePool(size: number, ahead = 0): { respond: Responder; told: Told[]; started: () => number } {
  const told: Told[] = []
  let started = 0
  const start = (threads: number): EngineWorker => {
    const worker = started++
    let held: ModelPaths[] = []
    const reply = (what: Told['what'], base: string, rest: Pick<Told, 'beside'> = {}): Promise<ResultHeader> =>
      new Promise((resolve) => {
        const done = (answer = result(base)): void => {
          resolve(answer)
        }
        told.push({ worker, threads, what, base, ...rest, done })
      })
    const take = (model: ModelPaths): void => {
      if (!held.some(({ base }) => base === model.base)) held.push(model)
    }
    return {
      answer: async ({ header: { model } }) => {
        const header = await reply('answer', model.base)
        if (header.call !== 'failed' || header.short !== true) take(model)
        return { answer: { header, payload: new Uint8Array(0) }, held }
      },
      load: async ({ model }, beside) => {
        const header = await reply('load', model.base, { beside })
        if (header.call !== 'failed' || header.short !== true) take(model)
        return { held }
      },
      release: async () => {
        await reply('release', '')
        held = []
        return { held }
      },
    }
  }
  const respond = createWorkerPool(size, start, ({ base }) => base === base.toUpperCase(), ahead)
  return { respond, told, started: () => started }
}

export function request(base: string, rest: Partial<ModelPaths> = {}): Message<RequestHeader> {
  return { header: { call: 'score', model: { base, ...rest }, lengths: [], from: [] }, payload: new Uint8Array(0) }
}

export function writing(base: string): Message<RequestHeader> {
  const { header, payload } = request(base)
  const text = { maxTokens: 1, stopTokens: [], stopStrings: [], pieces: [] }
  return { header: { ...text, call: 'generate', model: header.model, lengths: [] }, payload }
}

export function result(message: string): ResultHeader {
  return { call: 'failed', message }
}

export const short: ResultHeader = { call: 'failed', message: 'no memory', short: true }

/** Lets every promise that can go on do so. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

export const steps = (told: readonly Told[]) =>
  told.map(({ worker, what, base }) => `${worker} ${what} ${base}`.trimEnd())
