import { expect, test } from 'vitest'
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
function fakePool(size: number, ahead = 0): { respond: Responder; told: Told[]; started: () => number } {
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

function request(base: string, rest: Partial<ModelPaths> = {}): Message<RequestHeader> {
  return { header: { call: 'score', model: { base, ...rest }, lengths: [], from: [] }, payload: new Uint8Array(0) }
}

function result(message: string): ResultHeader {
  return { call: 'failed', message }
}

const short: ResultHeader = { call: 'failed', message: 'no memory', short: true }

/** Lets every promise that can go on do so. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

const steps = (told: readonly Told[]) => told.map(({ worker, what, base }) => `${worker} ${what} ${base}`.trimEnd())

test('requests spread over idle workers, and the next waits for the first that is done', async () => {
  const { respond, told } = fakePool(2)
  const answers = ['a', 'b', 'c'].map((base) => respond(request(base)))
  expect(steps(told)).toEqual(['0 answer a', '1 answer b'])
  told[1]?.done()
  expect((await answers[1])?.header).toEqual(result('b'))
  expect(told[2]).toMatchObject({ worker: 1, base: 'c' })
})

test('as many workers as are wanted ahead start before a request, and answer the first ones', () => {
  expect(fakePool(2).started()).toBe(0)
  expect(fakePool(1, 2).started()).toBe(1)
  const { respond, told, started } = fakePool(3, 2)
  expect(started()).toBe(2)
  for (const base of ['a', 'b', 'c']) void respond(request(base))
  expect(steps(told)).toEqual(['0 answer a', '1 answer b', '2 answer c'])
})

test('an idle worker that has the model goes before one that would have to load it', async () => {
  const { respond, told } = fakePool(2)
  const first = [respond(request('a')), respond(request('b'))]
  for (const { done } of told) done()
  await Promise.all(first)
  void respond(request('b'))
  expect(told[2]).toMatchObject({ worker: 1, base: 'b' })
})

test('an idle worker takes any model rather than wait', () => {
  const { respond, told } = fakePool(2)
  void respond(request('a'))
  void respond(request('a'))
  expect(told.map(({ worker }) => worker)).toEqual([0, 1])
})

test('a large model has all threads in one worker, and nothing beside it', async () => {
  const { respond, told } = fakePool(2)
  const answers = ['a', 'A', 'b', 'A'].map((base) => respond(request(base)))
  const begun = () => told.filter(({ what }) => what === 'answer')
  for (const [i, answer] of answers.entries()) {
    expect(begun().length).toBe(i + 1)
    for (const { what, done } of told) if (what === 'load') done()
    begun()[i]?.done()
    await answer
  }
  expect(begun().map(({ threads, base }) => [threads, base])).toEqual([
    [1, 'a'],
    [2, 'A'],
    [1, 'b'],
    [2, 'A'],
  ])
  expect(begun()[1]?.worker).toBe(begun()[3]?.worker)
})

test('one thread has one worker for models of every size, which loads nothing ahead', async () => {
  const { respond, told } = fakePool(1)
  const first = respond(request('A'))
  void respond(request('B'))
  void respond(request('a'))
  expect(steps(told)).toEqual(['0 answer A'])
  told[0]?.done()
  await first
  expect(steps(told)).toEqual(['0 answer A', '0 answer B'])
})

test('the large model that waits is loaded while another computes, and computes where it was loaded', async () => {
  const { respond, told } = fakePool(2)
  const answers = ['A', 'A', 'B', 'C'].map((base) => respond(request(base)))
  expect(steps(told)).toEqual(['0 answer A', '1 load B'])
  told[1]?.done()
  await settled()
  expect(told.length).toBe(2)
  told[0]?.done()
  await answers[0]
  told[2]?.done()
  await answers[1]
  expect(steps(told).slice(2)).toEqual(['0 answer A', '1 answer B', '0 load C'])
})

test('a request whose model is still being loaded waits for that, and nothing else is loaded meanwhile', async () => {
  const { respond, told } = fakePool(2)
  const answers = ['A', 'B', 'C'].map((base) => respond(request(base)))
  told[0]?.done()
  await answers[0]
  expect(steps(told)).toEqual(['0 answer A', '1 load B', '1 answer B'])
  told[1]?.done()
  await settled()
  expect(steps(told).slice(3)).toEqual(['0 load C'])
})

test('a model that found no room is loaded in its turn, and not tried again before', async () => {
  const { respond, told } = fakePool(2)
  const answers = ['A', 'A', 'B'].map((base) => respond(request(base)))
  told[1]?.done(short)
  await settled()
  told[0]?.done()
  await answers[0]
  told[2]?.done()
  await answers[1]
  expect(steps(told)).toEqual(['0 answer A', '1 load B', '0 answer A', '1 answer B'])
})

test('a load that fails is told to who asked for the model, not to who computes', async () => {
  const { respond, told } = fakePool(2)
  const answers = ['A', 'B'].map((base) => respond(request(base)))
  told[1]?.done(short)
  told[0]?.done()
  expect((await answers[0])?.header).toEqual(result('A'))
  told[2]?.done(result('B is broken'))
  expect((await answers[1])?.header).toEqual(result('B is broken'))
})

test.each([
  ['what an engine holds', ['A', 'B', 'A', 'B'], {}],
  ['adapters of the base that computes', ['A', 'A'], { adapter: 'x' }],
  ['small models', ['A', 'b'], {}],
  ['models on another device', ['A', 'B'], { device: 'webgpu' }],
] as const)('%s: not loaded ahead', async (_, bases, rest) => {
  const { respond, told } = fakePool(2)
  const known = [...new Set(bases.slice(0, -2))].map((base) => respond(request(base)))
  for (let i = 0; i < 4; i++) {
    for (const { done } of told) done()
    await settled()
  }
  await Promise.all(known)
  told.length = 0
  const [first = '', last = ''] = bases.slice(-2)
  void respond(request(first))
  void respond(request(last, rest))
  await settled()
  expect(told.map(({ what }) => what)).toEqual(['answer'])
})

test('nothing is being loaded once every request is answered', async () => {
  const { respond, told } = fakePool(2)
  const answers = ['A', 'B', 'C', 'A'].map((base) => respond(request(base)))
  for (let i = 0; i < 10; i++) {
    for (const { done } of told) done()
    await settled()
  }
  await Promise.all(answers)
  expect(told.filter(({ what }) => what === 'answer').map(({ base }) => base)).toEqual(['A', 'B', 'C', 'A'])
  expect(told.filter(({ what }) => what === 'load').map(({ base }) => base)).toEqual(['B', 'C'])
})

test('before a model is refused for want of memory, the other workers release theirs', async () => {
  const { respond, told } = fakePool(2)
  const small = respond(request('a'))
  told[0]?.done()
  await small
  const large = respond(request('A'))
  told[1]?.done(short)
  await settled()
  told[2]?.done()
  await settled()
  told[3]?.done()
  expect(steps(told)).toEqual(['0 answer a', '1 answer A', '0 release', '1 answer A'])
  expect((await large).header).toEqual(result('A'))
})

test('a model that does not fit even then is refused, and at once where the others hold nothing', async () => {
  const { respond, told } = fakePool(2)
  const before = respond(request('A'))
  told[0]?.done(short)
  expect((await before).header).toEqual(short)
  expect(steps(told)).toEqual(['0 answer A'])
  const small = respond(request('a'))
  told[1]?.done()
  await small
  const large = respond(request('B'))
  told[2]?.done(short)
  await settled()
  told[3]?.done()
  await settled()
  told[4]?.done(short)
  expect((await large).header).toEqual(short)
})

test('what waits for who is gone is neither loaded nor computed', async () => {
  const { respond, told } = fakePool(2)
  const gone = new AbortController()
  const first = respond(request('A'), gone.signal)
  void respond(request('B'), gone.signal)
  void respond(request('C'), gone.signal)
  const last = respond(request('D'))
  gone.abort()
  for (let i = 0; i < 4; i++) {
    for (const { done } of told) done()
    await settled()
  }
  await Promise.all([first, last])
  expect(told.map(({ base }) => base)).not.toContain('C')
  expect(told.filter(({ what }) => what === 'answer').map(({ base }) => base)).toEqual(['A', 'D'])
})

test('a load is told what waits, and how many sessions the request under way may still open', async () => {
  const { respond, told } = fakePool(2)
  const writing = (base: string): Message<RequestHeader> => {
    const { header, payload } = request(base)
    const text = { maxTokens: 1, stopTokens: [], stopStrings: [], pieces: [] }
    return { header: { ...text, call: 'generate', model: header.model, lengths: [] }, payload }
  }
  for (const one of [request('A'), request('B'), writing('B'), writing('C'), request('D')]) void respond(one)
  for (let i = 0; i < 8; i++) {
    for (const { done } of told) done()
    await settled()
  }
  const loads = told.flatMap(({ beside }) => (beside === undefined ? [] : [beside]))
  const bases = loads.map(({ waitedFor }) => waitedFor.map(({ base }) => base).join(''))
  const underWay = loads.map((one) => one.underWay.map(({ model, sessions }) => `${model.base} ${sessions}`).join())
  expect([bases, underWay]).toEqual([
    ['B', 'BCD', 'D'],
    ['A 1', 'B 0', 'C 1'],
  ])
})
