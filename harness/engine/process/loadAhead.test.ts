import { expect, test } from 'vitest'
import { fakePool, request, result, settled, short, steps, writing } from './fakePool.fixture.ts'

test('the large model that waits is loaded while another computes, and computes where it was loaded', async () => {
  const { respond, told } = fakePool(2)
  const answers = ['A', 'A', 'A', 'B', 'C'].map((base) => respond(request(base)))
  expect(steps(told)).toEqual(['0 answer A', '0 answer A', '1 load B'])
  told[2]?.done()
  await settled()
  expect(told.length).toBe(3)
  for (const which of [0, 1, 3]) {
    told[which]?.done()
    await answers[which === 3 ? 2 : which]
  }
  expect(steps(told).slice(3)).toEqual(['0 answer A', '1 answer B', '0 load C'])
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
  const answers = ['A', 'A', 'A', 'B'].map((base) => respond(request(base)))
  told[2]?.done(short)
  await settled()
  for (const which of [0, 1, 3]) {
    told[which]?.done()
    await answers[which === 3 ? 2 : which]
  }
  expect(steps(told)).toEqual(['0 answer A', '0 answer A', '1 load B', '0 answer A', '1 answer B'])
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

test('once one of two requests is answered, the other opens no more sessions', async () => {
  const { respond, told } = fakePool(2)
  const [first] = ['A', 'A'].map((base) => respond(request(base)))
  told[0]?.done()
  await first
  void respond(request('B'))
  expect(told.at(-1)?.beside?.underWay).toEqual([{ model: { base: 'A' }, sessions: 0 }])
})

test('a load is told what waits, and how many sessions the request under way may still open', async () => {
  const { respond, told } = fakePool(2)
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
