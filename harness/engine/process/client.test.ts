import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { createEngineClient } from './client.ts'
import { engineContract, expectClose, sequence, smallModel } from '../engine.contract.ts'
import { forkEngine } from './forkEngine.ts'
import type { EngineProcess } from './forkEngine.ts'
import { createNaiveEngine } from '../naive/naiveEngine.ts'

const folder = mkdtempSync(join(tmpdir(), 'kshot-'))
const started: EngineProcess[] = []
const start = async (name: string, threads = 1): Promise<EngineProcess> => {
  const engine = await forkEngine({ socketPath: join(folder, name), threads })
  started.push(engine)
  return engine
}

afterAll(async () => {
  await Promise.all(started.map((engine) => engine.kill()))
  rmSync(folder, { recursive: true })
})

engineContract('the client of an engine process', async () => {
  const { socketPath } = await start('contract', 2)
  return createEngineClient({ socketPath, patience: 500 })
})

const request = { model: smallModel, sequences: [sequence([1, 7, 9], 1)] }

test('what was under way when the process died is asked again after a restart', async () => {
  const first = await start('restart')
  const client = createEngineClient({ socketPath: first.socketPath })
  const before = await client.score(request)
  process.kill(first.pid, 'SIGSTOP')
  const lost = client.score(request)
  // The request must be on its way before the process dies.
  await new Promise((resolve) => setTimeout(resolve, 50))
  process.kill(first.pid, 'SIGKILL')
  await start('restart')
  expect(await lost).toEqual(before)
  await client.close()
})

test('several clients are served at once, each with its own answers', async () => {
  const { socketPath } = await start('several', 2)
  const oracle = createNaiveEngine({ threads: 1 })
  const clients = Array.from({ length: 3 }, () => createEngineClient({ socketPath }))
  const requests = [5, 6, 7].map((token) => ({ model: smallModel, sequences: [sequence([1, 7, token], 2)] }))
  const together = await Promise.all(clients.flatMap((client) => requests.map((request) => client.score(request))))
  const alone = await Promise.all(requests.map((request) => oracle.score(request)))
  together.forEach((found, i) => {
    expectClose(found, alone[i % alone.length] ?? { ...found, spans: [] })
  })
  await oracle.close()
  await Promise.all(clients.map((client) => client.close()))
})

test('a socket that nobody listens on is named', async () => {
  const client = createEngineClient({ socketPath: join(folder, 'nobody'), patience: 0 })
  await expect(client.score(request)).rejects.toThrow(/no engine process listens on .*nobody/)
})

test('the end of a process is told once, with its signal', async () => {
  const engine = await start('exit')
  const exit = new Promise((resolve) => {
    engine.onExit(resolve)
  })
  process.kill(engine.pid, 'SIGKILL')
  expect(await exit).toEqual({ code: null, signal: 'SIGKILL', stderr: '' })
})

test('an interrupt does not end the process: its parent decides', async () => {
  const engine = await start('interrupt')
  process.kill(engine.pid, 'SIGINT')
  const client = createEngineClient({ socketPath: engine.socketPath })
  expect((await client.score(request)).spans.length).toBe(1)
  await client.close()
})

test('a process that cannot start says why', async () => {
  await expect(forkEngine({ socketPath: join(folder, 'none'), threads: 0 })).rejects.toThrow(
    /did not start: .*exit code 1[^]*--threads must be a whole number/,
  )
})
