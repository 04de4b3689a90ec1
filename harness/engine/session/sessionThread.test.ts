import { afterAll, expect, test } from 'vitest'
import { createGraph } from '../graph/graph.ts'
import type { Graph } from '../graph/graph.ts'
import { startSessionThread } from './sessionThread.ts'
import type { Values } from './session.ts'

const thread = startSessionThread()
afterAll(() => thread.close())

/** `twice` [N]: every number of `x` [N], times two. */
function doubling(): Graph {
  const g = createGraph()
  g.output('twice', g.op('Mul', [g.input('x', 'float', ['N']), g.float(2)]), 'float', ['N'])
  return g.graph
}

const numbers = (...values: number[]): Values => ({ data: Float32Array.from(values), shape: [values.length] })

test('computes there what a session computes here', async () => {
  const session = await thread.open(doubling(), 1)
  const { twice } = await session.run({ x: numbers(1, 2.5) }, ['twice'])
  expect(twice).toEqual(numbers(2, 5))
  await session.release()
})

test('an input that is read once is moved, another stays', async () => {
  const session = await thread.open(doubling(), 1)
  const [once, again] = [{ ...numbers(1), once: true }, numbers(3)]
  await session.run({ x: once }, ['twice'])
  await session.run({ x: again }, ['twice'])
  expect(once.data.byteLength).toBe(0)
  expect(await session.run({ x: again }, ['twice'])).toEqual({ twice: numbers(6) })
})

test('inputs that the graph has not are left here', async () => {
  const session = await thread.open(doubling(), 1)
  const stranger = { ...numbers(4), once: true }
  await session.run({ x: numbers(1), stranger }, ['twice'])
  expect(stranger.data.byteLength).toBe(4)
})

test('several sessions live side by side, and answers find who asked', async () => {
  const sessions = await Promise.all([1, 2, 3].map(() => thread.open(doubling(), 1)))
  const answers = await Promise.all(sessions.map((session, i) => session.run({ x: numbers(i) }, ['twice'])))
  expect(answers.map(({ twice }) => twice?.data[0])).toEqual([0, 2, 4])
})

test('a run that fails says there what it says here', async () => {
  const session = await thread.open(doubling(), 1)
  await expect(session.run({}, ['twice'])).rejects.toThrow("input 'x' is missing")
  expect(await session.run({ x: numbers(1) }, ['twice'])).toEqual({ twice: numbers(2) })
})

test('a graph that cannot be loaded says so, and a session that is gone too', async () => {
  const broken = createGraph()
  broken.output('y', broken.op('NoSuchOperator', [broken.input('x', 'float', ['N'])]), 'float', ['N'])
  await expect(thread.open(broken.graph, 1)).rejects.toThrow(/NoSuchOperator/)
  const session = await thread.open(doubling(), 1)
  await session.release()
  await expect(session.run({ x: numbers(1) }, ['twice'])).rejects.toThrow(/no session .*fault of the engine/)
})
