import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { createEngineClient } from './client.ts'
import { engineContract, sequence, smallModel } from './engine.contract.ts'
import { forkEngine } from './forkEngine.ts'
import type { EngineProcess } from './forkEngine.ts'

const folder = mkdtempSync(join(tmpdir(), 'kshot-'))
const started: EngineProcess[] = []
const start = async (name: string): Promise<EngineProcess> => {
  const engine = await forkEngine({ socketPath: join(folder, name), threads: 1 })
  started.push(engine)
  return engine
}

afterAll(async () => {
  await Promise.all(started.map((engine) => engine.kill()))
  rmSync(folder, { recursive: true })
})

engineContract('the client of an engine process', async () => {
  const { socketPath } = await start('contract')
  return createEngineClient({ socketPath })
})

const request = { model: smallModel, sequences: [sequence([1, 7, 9], 1)] }

test('a died process fails the requests under way and serves again after a restart', async () => {
  const first = await start('restart')
  const client = createEngineClient({ socketPath: first.socketPath })
  const before = await client.score(request)
  process.kill(first.pid, 'SIGSTOP')
  const lost = client.score(request)
  // The request must be on its way before the process dies.
  await new Promise((resolve) => setTimeout(resolve, 50))
  process.kill(first.pid, 'SIGKILL')
  await expect(lost).rejects.toThrow(/ended while it was scoring 1 sequences with .*Run again/)
  await start('restart')
  expect(await client.score(request)).toEqual(before)
  await client.close()
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
