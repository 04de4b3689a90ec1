import { expect, test } from 'vitest'
import { inSmallerPacks } from './smallerPacks.ts'

const cost = { needed: 1, computed: 1, naive: 1 }

/** A computation that has memory for packs of `room` tokens; `tried` lists the limits it was given. */
function tight(room: number, message = 'Status Message: std::bad_alloc') {
  const tried: number[] = []
  const compute = (limit: number) => {
    tried.push(limit)
    return limit > room ? Promise.reject(new Error(message)) : Promise.resolve({ cost, limit })
  }
  return { tried, compute }
}

test('with memory enough, nothing is lowered', async () => {
  const { compute } = tight(256)
  expect(await inSmallerPacks(256, { limit: Infinity }, compute)).toEqual({ cost, limit: 256 })
})

test.each([
  ['the C++ library', 'Status Message: std::bad_alloc'],
  ['the runtime', 'bfc_arena.cc:360 Failed to allocate memory for requested buffer of size 48955392'],
  ['V8', 'Array buffer allocation failed'],
])('packs are halved until they fit, and the cost says so: memory short in the words of %s', async (_, message) => {
  const { compute, tried } = tight(100, message)
  expect(await inSmallerPacks(256, { limit: Infinity }, compute)).toEqual({ cost: { ...cost, lowered: 64 }, limit: 64 })
  expect(tried).toEqual([256, 128, 64])
})

test('the smaller size is remembered for the next request', async () => {
  const { compute, tried } = tight(100)
  const lowered = { limit: Infinity }
  await inSmallerPacks(256, lowered, compute)
  expect((await inSmallerPacks(256, lowered, compute)).cost).toEqual({ ...cost, lowered: 64 })
  expect(tried).toEqual([256, 128, 64, 64])
  expect((await inSmallerPacks(64, lowered, compute)).cost).toEqual(cost)
})

test('memory that is too short for the smallest packs is an error', async () => {
  await expect(inSmallerPacks(256, { limit: Infinity }, tight(1).compute)).rejects.toThrow(
    /memory ran out even in packs of 16 tokens\. Use shorter prompts/,
  )
})

test('another error is not tried again', async () => {
  const { compute, tried } = tight(1, 'no such file')
  await expect(inSmallerPacks(256, { limit: Infinity }, compute)).rejects.toThrow('no such file')
  expect(tried).toEqual([256])
})
