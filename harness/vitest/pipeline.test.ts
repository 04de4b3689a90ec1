import { setTimeout } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { type Job, pipeline } from './pipeline.ts'

/** Asks by name for jobs about one item each, or as many as the digit in their name says; `begun` notes the order in which they begin. */
function asking(names: readonly string[], most: number) {
  const begun: string[] = []
  const job = (name: string): Job<string> => ({
    name,
    items: Number(/\d+/u.exec(name)?.[0] ?? 1),
    begin: () => {
      begun.push(name)
      return name === 'bad' ? Promise.reject(new Error('bad failed')) : Promise.resolve(`${name} done`)
    },
  })
  const ask = pipeline(names.map(job), most)
  return {
    begun,
    ask: async (name: string) => {
      const result = await ask(job(name))
      await setTimeout(10 * names.length)
      return result
    },
  }
}

describe('a pipeline', () => {
  test('is ahead of who asks by as many jobs as it may', async () => {
    const { begun, ask } = asking(['a', 'b', 'c', 'd', 'e'], 2)
    expect(begun).toEqual([])
    expect(await ask('a')).toBe('a done')
    expect(begun).toEqual(['a', 'b', 'c'])
    expect(await ask('b')).toBe('b done')
    expect(begun).toEqual(['a', 'b', 'c', 'd'])
  })

  test('begins each job once, in whatever order they are asked for, and however often they are listed', async () => {
    const { begun, ask } = asking(['a', 'b', 'a', 'c', 'd', 'e'], 2)
    for (const name of ['a', 'e', 'b', 'c', 'd']) expect(await ask(name)).toBe(`${name} done`)
    expect(begun.toSorted()).toEqual(['a', 'b', 'c', 'd', 'e'])
  })

  test('begins a job that is listed several times for the first who asks', async () => {
    const { begun, ask } = asking(['a', 'b', 'c', 'a', 'd'], 1)
    await ask('a')
    expect(begun).toEqual(['a', 'b'])
  })

  test('is ahead by items, of a job that has more than it may by that one', async () => {
    const { begun, ask } = asking(['a', 'b3', 'c2', 'd1', 'e9', 'f'], 5)
    await ask('a')
    expect(begun).toEqual(['a', 'b3', 'c2'])
    await ask('b3')
    expect(begun).toEqual(['a', 'b3', 'c2', 'd1'])
    await ask('c2')
    expect(begun).toEqual(['a', 'b3', 'c2', 'd1'])
    await ask('d1')
    expect(begun).toEqual(['a', 'b3', 'c2', 'd1', 'e9'])
  })

  test('goes on from the job that is asked for', async () => {
    const { begun, ask } = asking(['a', 'b', 'c', 'd'], 1)
    await ask('c')
    expect(begun).toEqual(['c', 'd'])
  })

  test('leaves out none that comes after, where the next is asked for while others begin', async () => {
    const { begun, ask } = asking(['a', 'b', 'c', 'd', 'e', 'f'], 9)
    await Promise.all([ask('a'), ask('c')])
    expect(begun).toEqual(['a', 'b', 'c', 'd', 'e', 'f'])
  })

  test('begins a job that is not listed for who asks, and no other with it', async () => {
    const { begun, ask } = asking(['a', 'b'], 2)
    expect(await ask('x')).toBe('x done')
    expect(begun).toEqual(['x'])
  })

  test('fails who asks for what failed early, and nobody else', async () => {
    const { ask } = asking(['a', 'bad', 'b'], 2)
    expect(await ask('a')).toBe('a done')
    expect(await ask('b')).toBe('b done')
    await expect(ask('bad')).rejects.toThrow('bad failed')
  })
})
