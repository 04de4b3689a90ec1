import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createTurns } from './turns.ts'
import type { TakeTurn } from './turns.ts'

interface Asked {
  as: string
  name?: string
  shares?: boolean
}

/** Takes turns that all last as long; gives which were under way together, at each beginning. */
async function beginnings(turns: readonly Asked[], takeTurn: TakeTurn = createTurns(2)): Promise<string[]> {
  const underWay = new Set<string>()
  const log: string[] = []
  await Promise.all(
    turns.map(({ as, name, shares = name !== undefined }) =>
      takeTurn(
        async (share) => {
          underWay.add(as)
          log.push([...underWay].join(''))
          if (shares) share()
          for (let i = 0; i < 3; i++) await nextTurn()
          underWay.delete(as)
        },
        name === undefined ? undefined : () => name,
      ),
    ),
  )
  return log
}

test('each turn begins after the one before has ended', async () => {
  expect(await beginnings([{ as: 'a' }, { as: 'b' }, { as: 'c' }])).toEqual(['a', 'b', 'c'])
})

test('two that share and have the same name are under way at once, and no third', async () => {
  const turns = ['a', 'b', 'c'].map((as) => ({ as, name: 'model' }))
  const log = await beginnings(turns)
  expect(log.slice(0, 2)).toEqual(['a', 'ab'])
  expect(log[2]).toHaveLength(2)
})

test.each<[string, Asked[]]>([
  [
    'another name',
    [
      { as: 'a', name: 'model' },
      { as: 'b', name: 'other' },
    ],
  ],
  ['no name', [{ as: 'a', name: 'model' }, { as: 'b' }]],
  [
    'a turn before that does not share',
    [
      { as: 'a', name: 'model', shares: false },
      { as: 'b', name: 'model' },
    ],
  ],
  [
    'a turn before without a name',
    [
      { as: 'a', shares: true },
      { as: 'b', name: 'model' },
    ],
  ],
])('%s: one after the other', async (_, turns) => {
  expect(await beginnings(turns)).toEqual(['a', 'b'])
})

test('who comes later waits for who came before, though it could share', async () => {
  const log = await beginnings([{ as: 'a', name: 'model' }, { as: 'b' }, { as: 'c', name: 'model' }])
  expect(log).toEqual(['a', 'b', 'c'])
})

test('a turn that fails leaves the next its turn', async () => {
  const takeTurn = createTurns(2)
  const failed = takeTurn(() => Promise.reject(new Error('no')))
  const done = takeTurn(() => Promise.resolve('yes'))
  await expect(failed).rejects.toThrow('no')
  expect(await done).toBe('yes')
})

test('a name is asked for when its turn could begin; one that cannot be told is alone', async () => {
  const takeTurn = createTurns(2)
  let name = 'old'
  const log: string[] = []
  const first = takeTurn(
    async (share) => {
      share()
      for (let i = 0; i < 3; i++) await nextTurn()
      log.push('first ended')
    },
    () => 'new',
  )
  const second = takeTurn(
    () => Promise.resolve(log.push('second begun')),
    () => {
      if (name === 'new') return name
      name = 'new'
      throw new Error('no file')
    },
  )
  await Promise.all([first, second])
  expect(log).toEqual(['first ended', 'second begun'])
})
