import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { copyCheckpoint } from '../checkpoint/checkpointCopy.ts'
import { sequence, smallModel } from '../engine.contract.ts'
import type { ModelPaths } from '../engine.ts'
import { startEngineWorker } from './engineWorker.ts'
import { createPackedEngine } from '../packed/packedEngine.ts'
import { scoreRequestMessage, scoreResult } from './wire.ts'
import type { Message, RequestHeader, ResultHeader } from './wire.ts'
import { createWorkerPool } from './workerPool.ts'

const folder = mkdtempSync(join(tmpdir(), 'kshot-'))
afterAll(() => {
  rmSync(folder, { recursive: true })
})

const nothing = { waitedFor: [], underWay: [] }
const start = (threads: number) => startEngineWorker({ threads, budget: 1 })
const copies = ['a', 'b', 'c'].map((name): ModelPaths => ({
  base: copyCheckpoint(smallModel.base, join(folder, name), {}),
}))
const sequences = [sequence([1, 7, 9, 11], 1), sequence([1, 7, 8], 2)]
const ask = (model: ModelPaths): Message<RequestHeader> => scoreRequestMessage({ model, sequences })

function spansOf({ header, payload }: Message<ResultHeader>) {
  if (header.call !== 'score') throw new Error(JSON.stringify(header))
  return scoreResult({ header, payload }).spans
}

test('a thread says what it holds after a load, an answer and a release', async () => {
  const worker = start(1)
  expect(await worker.load({ call: 'score', model: smallModel }, nothing)).toEqual({ held: [smallModel] })
  expect((await worker.answer(ask(smallModel))).held).toEqual([smallModel])
  expect(await worker.release()).toEqual({ held: [] })
  expect((await worker.answer(ask(smallModel))).answer.header.call).toBe('score')
})

test('what cannot be loaded is told by the request alone', async () => {
  const worker = start(1)
  const broken = { base: join(folder, 'nothing') }
  const loaded = worker.load({ call: 'generate', model: broken }, nothing)
  const answered = worker.answer(ask(smallModel))
  expect(await loaded).toEqual({ held: [] })
  expect((await answered).answer.header.call).toBe('score')
  const { header } = (await worker.answer(ask(broken))).answer
  expect(header).toMatchObject({ call: 'failed', message: expect.stringContaining('nothing') as string })
})

test('models that take turns on two engines, each loaded ahead, have the bytes of one engine', async () => {
  const alone = createPackedEngine({ threads: 2 })
  const { spans } = await alone.score({ model: smallModel, sequences })
  await alone.close()
  const respond = createWorkerPool(2, start, () => true)
  const answers = await Promise.all([...copies, ...copies].map((model) => respond(ask(model))))
  for (const answer of answers) expect(spansOf(answer)).toEqual(spans)
})
