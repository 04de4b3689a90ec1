import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { followLanes } from './lanes.ts'
import type { Lane } from './lanes.ts'

/** A lane that makes or takes things, one a task, each task some turns of the event loop long. */
function maker(shelf: string[], count: number, log: string[]): Lane {
  let made = 0
  return () => {
    if (made === count) return undefined
    made++
    log.push(`make ${made}`)
    return nextTurn().then(() => {
      shelf.push(`thing ${made}`)
    })
  }
}

function taker(shelf: string[], log: string[]): Lane {
  return () => {
    const thing = shelf.shift()
    if (thing === undefined) return undefined
    log.push(`take ${thing}`)
    return nextTurn().then(() => {
      log.push(`took ${thing}`)
    })
  }
}

test('a lane that finds nothing to do goes on once another has done something', async () => {
  const [shelf, log]: [string[], string[]] = [[], []]
  const isDone = (): boolean => log.filter((line) => line.startsWith('took')).length === 3
  await followLanes([taker(shelf, log), maker(shelf, 3, log)], isDone)
  expect(log.filter((line) => line.startsWith('took'))).toEqual(['took thing 1', 'took thing 2', 'took thing 3'])
})

test('lanes work at the same time', async () => {
  const [shelf, log]: [string[], string[]] = [[], []]
  const isDone = (): boolean => log.filter((line) => line.startsWith('took')).length === 2
  await followLanes([maker(shelf, 2, log), taker(shelf, log)], isDone)
  expect(log.indexOf('make 2')).toBeLessThan(log.indexOf('took thing 1'))
})

test('after a failure no lane begins anything, and it is thrown when all have come to rest', async () => {
  const log: string[] = []
  const failing: Lane = () => Promise.reject(new Error('no memory'))
  const long: Lane = () => {
    log.push('begun')
    return nextTurn()
      .then(() => nextTurn())
      .then(() => {
        log.push('ended')
      })
  }
  await expect(followLanes([failing, long], () => false)).rejects.toThrow('no memory')
  expect(log).toEqual(['begun', 'ended'])
})

test('lanes that all wait for one another are a fault, not a silence', async () => {
  const idle: Lane = () => undefined
  await expect(followLanes([idle, idle], () => false)).rejects.toThrow(/every lane waits.*fault of the engine/)
})
