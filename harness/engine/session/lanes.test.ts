import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createLanes } from './lanes.ts'
import type { Begin, Job } from './lanes.ts'

/** Makes or takes things, one a task, each task some turns of the event loop long. */
function maker(shelf: string[], count: number, log: string[]): Begin {
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

function taker(shelf: string[], log: string[]): Begin {
  return () => {
    const thing = shelf.shift()
    if (thing === undefined) return undefined
    log.push(`take ${thing}`)
    return nextTurn().then(() => {
      log.push(`took ${thing}`)
    })
  }
}

/** A job of one kind of task in each lane, each done as often as told. */
function counted(name: string, counts: readonly number[], log: string[]): Job {
  const left = [...counts]
  let ended = 0
  const tasks = counts.map((_, lane): Begin[] => [
    () => {
      if (left[lane] === 0) return undefined
      left[lane] = (left[lane] ?? 0) - 1
      log.push(`${name}${lane}`)
      return nextTurn().then(() => {
        ended++
      })
    },
  ])
  return { tasks, isDone: () => ended === counts.reduce((a, b) => a + b, 0) }
}

test('a lane that finds nothing to do goes on once another has done something', async () => {
  const [shelf, log]: [string[], string[]] = [[], []]
  const isDone = (): boolean => log.filter((line) => line.startsWith('took')).length === 3
  await createLanes(2)({ tasks: [[taker(shelf, log)], [maker(shelf, 3, log)]], isDone })
  expect(log.filter((line) => line.startsWith('took'))).toEqual(['took thing 1', 'took thing 2', 'took thing 3'])
})

test('lanes work at the same time', async () => {
  const [shelf, log]: [string[], string[]] = [[], []]
  const isDone = (): boolean => log.filter((line) => line.startsWith('took')).length === 2
  await createLanes(2)({ tasks: [[maker(shelf, 2, log)], [taker(shelf, log)]], isDone })
  expect(log.indexOf('make 2')).toBeLessThan(log.indexOf('took thing 1'))
})

test('a lane does what is urgent of any job before what is not, and of as urgent tasks the oldest job’s', async () => {
  const log: string[] = []
  const urgent = (name: string): Job => {
    const [first, second] = [counted(`${name} urgent `, [2], log), counted(`${name} other `, [2], log)]
    return { tasks: [[...first.tasks.flat(), ...second.tasks.flat()]], isDone: () => first.isDone() && second.isDone() }
  }
  const lanes = createLanes(1)
  await Promise.all([lanes(urgent('a')), lanes(urgent('b'))])
  expect(log.map((line) => line.slice(0, -2))).toEqual([
    'a urgent',
    'a urgent',
    'b urgent',
    'b urgent',
    'a other',
    'a other',
    'b other',
    'b other',
  ])
})

test('a lane for which one job has nothing does what another has for it', async () => {
  const log: string[] = []
  const lanes = createLanes(2)
  await Promise.all([lanes(counted('a', [3, 0], log)), lanes(counted('b', [0, 3], log))])
  expect(log).toEqual(['a0', 'b1', 'a0', 'b1', 'a0', 'b1'])
})

test('after a failure no lane begins anything of that job, and it is thrown when all of it has come to rest; another job goes on', async () => {
  const log: string[] = []
  const long: Begin = () => {
    log.push('begun')
    return nextTurn()
      .then(() => nextTurn())
      .then(() => {
        log.push('ended')
      })
  }
  const lanes = createLanes(2)
  const failing = lanes({ tasks: [[() => Promise.reject(new Error('no memory'))], [long]], isDone: () => false })
  const other = lanes(counted('b', [3, 3], []))
  await expect(failing).rejects.toThrow('no memory')
  expect(log).toEqual(['begun', 'ended'])
  await other
})

test('a task that fails before it begins is thrown too', async () => {
  const broken: Begin = () => {
    throw new Error('no path')
  }
  const lanes = createLanes(2)
  await expect(lanes({ tasks: [[broken], [broken]], isDone: () => false })).rejects.toThrow('no path')
  await lanes(counted('a', [1, 1], []))
})

test('lanes that all wait for one another are a fault, not a silence', async () => {
  const idle: Begin = () => undefined
  const stuck = createLanes(2)({ tasks: [[idle], [idle]], isDone: () => false })
  await expect(stuck).rejects.toThrow(/every lane waits.*fault of the engine/)
})

test('a job of nothing is done', async () => {
  await createLanes(2)({ tasks: [[], []], isDone: () => true })
})
