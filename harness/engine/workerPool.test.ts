import { expect, test } from 'vitest'
import type { Responder } from './responder.ts'
import type { Message, RequestHeader, ResultHeader } from './wire.ts'
import { createWorkerPool } from './workerPool.ts'
import type { EngineWorker } from './workerPool.ts'

interface Asked {
  worker: number
  threads: number
  base: string
  answer: () => void
}

/** A pool of workers that answer when told to; models in capitals are large, and `asked` lists what was begun. */
function fakePool(size: number): { respond: Responder; asked: Asked[] } {
  const asked: Asked[] = []
  let started = 0
  const start = (threads: number): EngineWorker => {
    const worker = started++
    const ask: Responder = ({ header }) =>
      new Promise((resolve) => {
        const { base } = header.model
        const answer = (): void => {
          resolve(result(base))
        }
        asked.push({ worker, threads, base, answer })
      })
    return { ask }
  }
  return { respond: createWorkerPool(size, start, ({ base }) => base === base.toUpperCase()), asked }
}

function request(base: string): Message<RequestHeader> {
  return { header: { call: 'score', model: { base }, lengths: [], from: [] }, payload: new Uint8Array(0) }
}

function result(message: string): Message<ResultHeader> {
  return { header: { call: 'failed', message }, payload: new Uint8Array(0) }
}

test('requests spread over idle workers, and the next waits for the first that is done', async () => {
  const { respond, asked } = fakePool(2)
  const answers = ['a', 'b', 'c'].map((base) => respond(request(base)))
  expect(asked.map(({ worker, base }) => [worker, base])).toEqual([
    [0, 'a'],
    [1, 'b'],
  ])
  asked[1]?.answer()
  expect(await answers[1]).toEqual(result('b'))
  expect(asked[2]).toMatchObject({ worker: 1, base: 'c' })
})

test('an idle worker that has the model goes before one that would have to load it', async () => {
  const { respond, asked } = fakePool(2)
  const first = [respond(request('a')), respond(request('b'))]
  asked.forEach(({ answer }) => {
    answer()
  })
  await Promise.all(first)
  void respond(request('b'))
  expect(asked[2]).toMatchObject({ worker: 1, base: 'b' })
})

test('an idle worker takes any model rather than wait', () => {
  const { respond, asked } = fakePool(2)
  void respond(request('a'))
  void respond(request('a'))
  expect(asked.map(({ worker }) => worker)).toEqual([0, 1])
})

test('a large model has all threads in one worker, and nothing beside it', async () => {
  const { respond, asked } = fakePool(2)
  const answers = ['a', 'A', 'b', 'A'].map((base) => respond(request(base)))
  const begun = () => asked.map(({ threads, base }) => [threads, base])
  expect(begun()).toEqual([[1, 'a']])
  for (const [i, answer] of answers.entries()) {
    expect(asked.length).toBe(i + 1)
    asked[i]?.answer()
    await answer
  }
  expect(begun()).toEqual([
    [1, 'a'],
    [2, 'A'],
    [1, 'b'],
    [2, 'A'],
  ])
  expect(asked[1]?.worker).toBe(asked[3]?.worker)
})

test('one thread has one worker for models of every size', async () => {
  const { respond, asked } = fakePool(1)
  const first = respond(request('A'))
  asked[0]?.answer()
  await first
  void respond(request('a'))
  expect(asked.map(({ worker, threads }) => [worker, threads])).toEqual([
    [0, 1],
    [0, 1],
  ])
})
