import { expect, test } from 'vitest'
import type { Responder } from './responder.ts'
import type { Message, RequestHeader, ResultHeader } from './wire.ts'
import { createWorkerPool } from './workerPool.ts'

/** A pool of workers that answer when told to; `asked` lists what is under way, by worker and model. */
function fakePool(size: number): { respond: Responder; asked: { worker: number; base: string; answer: () => void }[] } {
  const asked: { worker: number; base: string; answer: () => void }[] = []
  let started = 0
  const respond = createWorkerPool(size, () => {
    const worker = started++
    return {
      ask: ({ header }) =>
        new Promise((resolve) => {
          const base = header.model.base
          asked.push({
            worker,
            base,
            answer: () => {
              resolve(result(base))
            },
          })
        }),
    }
  })
  return { respond, asked }
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
