import { expect, test } from 'vitest'
import { fakePool, request, result, settled, short, steps, writing } from './fakePool.fixture.ts'

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

test('two requests to a large model are scored side by side, the third when one of them is done', async () => {
  const { respond, told } = fakePool(2)
  const answers = ['A', 'A', 'A'].map((base) => respond(request(base)))
  expect(steps(told)).toEqual(['0 answer A', '0 answer A'])
  told[1]?.done()
  await answers[1]
  expect(steps(told)).toEqual(['0 answer A', '0 answer A', '0 answer A'])
})

test.each([
  ['another large model', request('B')],
  ['an adapter of it', request('A', { adapter: 'x' })],
  ['writing', writing('A')],
  ['a small model', request('a')],
] as const)('%s waits until the large model that is scored is done', async (_, second) => {
  const { respond, told } = fakePool(2)
  const answer = respond(request('A'))
  void respond(second)
  const answered = () => told.filter(({ what }) => what === 'answer').length
  expect(answered()).toBe(1)
  for (const { what, done } of told) if (what === 'load') done()
  told[0]?.done()
  await answer
  expect(answered()).toBe(2)
})

test.each([
  ['a large model that writes', writing('A')],
  ['a model on another device', request('A', { device: 'webgpu' })],
] as const)('%s has nothing beside it', async (_, first) => {
  const { respond, told } = fakePool(2)
  const answer = respond(first)
  void respond({ ...first, header: { ...request('A').header, model: first.header.model } })
  expect(told.length).toBe(1)
  told[0]?.done()
  await answer
  expect(told.length).toBe(2)
})

test('what waits behind another model does not overtake it', () => {
  const { respond, told } = fakePool(2)
  for (const base of ['A', 'B', 'A']) void respond(request(base))
  expect(steps(told)).toEqual(['0 answer A', '1 load B'])
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

test('of two requests that memory is short for, neither is refused while the other has made room', async () => {
  const { respond, told } = fakePool(2)
  const small = respond(request('a'))
  told[0]?.done()
  await small
  const large = [respond(request('A')), respond(request('A'))]
  told[1]?.done(short)
  await settled()
  told[3]?.done()
  await settled()
  told[2]?.done(short)
  await settled()
  for (const { done } of told.slice(4)) done()
  expect(steps(told)).toEqual(['0 answer a', '1 answer A', '1 answer A', '0 release', '1 answer A', '1 answer A'])
  expect((await Promise.all(large)).map(({ header }) => header)).toEqual([result('A'), result('A')])
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
