import { mkdtempSync, rmSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Checkpoint } from '../checkpoint/checkpoint.ts'
import { copyCheckpoint } from '../checkpoint/checkpointCopy.ts'
import type { ModelPaths } from '../engine.ts'
import { sequence, smallAdapted, smallModel } from '../engine.contract.ts'
import type { Graph } from '../graph/graph.ts'
import { naiveGraph } from '../naive/naiveGraph.ts'
import { createOpenModels } from './openModels.ts'
import type { LoadStep, OpenModels } from './openModels.ts'
import { scorePacked } from '../packed/packedScoring.ts'
import { openStages } from '../packed/stages.ts'

let folder: string
let models: OpenModels
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kshot-'))
})
afterEach(async () => {
  await models.close()
  rmSync(folder, { recursive: true })
})

/** A graph builder that counts how often a session was made of it. */
function counting(): { built: () => number; build: (model: Checkpoint) => Graph } {
  let count = 0
  const build = (model: Checkpoint): Graph => {
    count++
    return naiveGraph(model)
  }
  return { built: () => count, build }
}

/** A step of a load. */
const naive: LoadStep = ({ session }) => session(naiveGraph)

const wholeBudget = 1_000_000
const merging = { threads: 1, mergeBelow: Infinity }
const sharing = { threads: 1, mergeBelow: 0 }

test('a model stays loaded while the budget allows', async () => {
  models = createOpenModels({ ...merging, budget: wholeBudget })
  const { built, build } = counting()
  for (const model of [smallModel, smallAdapted, smallModel, smallAdapted]) {
    await models.use(model, async ({ session }) => session(build))
  }
  expect(built()).toBe(2)
})

test('the model that was not used for longest makes room', async () => {
  models = createOpenModels({ ...merging, budget: 350_000 })
  const copy = { base: copyCheckpoint(smallModel.base, join(folder, 'copy'), {}) }
  const { built, build } = counting()
  const use = (model: typeof copy) => models.use(model, async ({ session }) => session(build))
  await use(smallModel)
  await use(smallAdapted)
  await use(smallModel)
  // The third does not fit beside both: the adapted one goes, the base stays.
  await use(copy)
  await use(smallModel)
  expect(built()).toBe(3)
  await use(smallAdapted)
  expect(built()).toBe(4)
})

test('a model larger than the budget is loaded all the same', async () => {
  models = createOpenModels({ ...merging, budget: 1 })
  expect(await models.use(smallModel, ({ config }) => Promise.resolve(config.layers))).toBe(2)
})

test('a model that was trained again meanwhile is loaded again', async () => {
  models = createOpenModels({ ...merging, budget: wholeBudget })
  const copy = { base: copyCheckpoint(smallModel.base, join(folder, 'copy'), {}) }
  const { built, build } = counting()
  await models.use(copy, async ({ session }) => session(build))
  utimesSync(join(copy.base, 'model.safetensors'), 1, 1)
  await models.use(copy, async ({ session }) => session(build))
  expect(built()).toBe(2)
})

test('a model of which one shard was written again is loaded again', async () => {
  models = createOpenModels({ ...merging, budget: wholeBudget })
  const sharded = fileURLToPath(new URL('../../../fixtures/oracle/architectures/qwen3', import.meta.url))
  const copy = { base: copyCheckpoint(sharded, join(folder, 'copy'), {}) }
  const { built, build } = counting()
  await models.use(copy, async ({ session }) => session(build))
  utimesSync(join(copy.base, 'model-00002-of-00004.safetensors'), 1, 1)
  await models.use(copy, async ({ session }) => session(build))
  expect(built()).toBe(2)
})

test('work that fails leaves the next its turn', async () => {
  models = createOpenModels({ ...merging, budget: wholeBudget })
  const failed = models.use(smallModel, () => Promise.reject(new Error('no')))
  const done = models.use(smallModel, () => Promise.resolve('yes'))
  await expect(failed).rejects.toThrow('no')
  expect(await done).toBe('yes')
})

test.each([
  ['scored in halves', 0, 'beside', 2],
  ['scored in halves, by works that want to be alone', 0, 'alone', 1],
  ['scored in one piece', Infinity, 'beside', 1],
] as const)('of a model %s so many works are under way at once', async (_, largeFrom, place, most) => {
  models = createOpenModels({ ...merging, threads: 2, largeFrom, budget: wholeBudget })
  let [underWay, found] = [0, 0]
  const work = async (): Promise<void> => {
    found = Math.max(found, ++underWay)
    for (let turn = 0; turn < 5; turn++) await nextTurn()
    underWay--
  }
  await Promise.all([1, 2, 3, 4].map(() => models.use(smallModel, work, place)))
  expect(found).toBe(most)
})

test('a model that is trained again while it is scored is not loaded beside the old one', async () => {
  models = createOpenModels({ ...merging, threads: 2, largeFrom: 0, budget: wholeBudget })
  const copy = { base: copyCheckpoint(smallModel.base, join(folder, 'copy'), {}) }
  const log: string[] = []
  const first = models.use(
    copy,
    async () => {
      utimesSync(join(copy.base, 'model.safetensors'), 1, 1)
      for (let turn = 0; turn < 5; turn++) await nextTurn()
      log.push('first ended')
    },
    'beside',
  )
  await nextTurn()
  const second = models.use(copy, () => Promise.resolve(log.push('second begun')), 'beside')
  await Promise.all([first, second])
  expect(log).toEqual(['first ended', 'second begun'])
})

describe('adapters of a large base', () => {
  const logprob = async (model: ModelPaths): Promise<number> => {
    const request = { model, sequences: [sequence([1, 5, 9], 2)] }
    const limit = 256
    const { spans } = await models.use(model, async (open) =>
      scorePacked(await openStages(open), open.config, request, limit),
    )
    return spans[0]?.logprobs[0] ?? NaN
  }

  test('share the sessions of their base', async () => {
    models = createOpenModels({ ...sharing, budget: wholeBudget })
    const { built, build } = counting()
    for (const model of [smallAdapted, smallModel, { ...smallAdapted }]) {
      await models.use(model, async ({ session }) => session(build))
    }
    expect(built()).toBe(1)
  })

  test('are nothing to a base that is asked alone; for the first it is loaded again, once', async () => {
    models = createOpenModels({ ...sharing, budget: wholeBudget })
    const slots: (string | undefined)[] = []
    const build = (model: Checkpoint): Graph => {
      slots.push(model.layers[0]?.query.slot)
      return naiveGraph(model)
    }
    for (const model of [smallModel, smallModel, smallAdapted, smallModel, smallAdapted]) {
      await models.use(model, async ({ session }) => session(build))
    }
    expect(slots).toEqual([undefined, '0.query'])
    expect(models.held()).toEqual([smallModel])
  })

  test('change nothing for the base', async () => {
    models = createOpenModels({ ...sharing, budget: wholeBudget })
    const before = await logprob(smallModel)
    const adapted = await logprob(smallAdapted)
    expect(await logprob(smallModel)).toBe(before)
    expect(adapted).not.toBeCloseTo(before, 2)
  })

  test('keep their base loaded, however small the budget', async () => {
    models = createOpenModels({ ...sharing, budget: 1 })
    const first = await logprob(smallAdapted)
    expect(await logprob(smallModel)).not.toBeCloseTo(first, 2)
    expect(await logprob(smallAdapted)).toBe(first)
  })

  test('are read again when they were trained again, and their base is not', async () => {
    models = createOpenModels({ ...sharing, budget: wholeBudget })
    const adapter = copyCheckpoint(smallAdapted.adapter ?? '', join(folder, 'adapter'), {})
    const model = { ...smallModel, adapter }
    const { built, build } = counting()
    const before = await logprob(model)
    await models.use(model, async ({ session }) => session(build))
    copyCheckpoint(smallAdapted.adapter ?? '', adapter, { settings: { lora_alpha: 16 } })
    expect(await logprob(model)).not.toBeCloseTo(before, 2)
    await models.use(model, async ({ session }) => session(build))
    expect(built()).toBe(1)
  })
})

test('a model that does not fit into memory is refused, once what else is loaded has made room', async () => {
  let free = 1_000_000
  models = createOpenModels({ ...merging, budget: wholeBudget, available: () => free })
  const { built, build } = counting()
  const use = (model: typeof smallModel) => models.use(model, async ({ session }) => session(build))
  await use(smallModel)
  free = 100_000
  await expect(use(smallAdapted)).rejects.toThrow(
    /adapter needs about 0\.0 GiB of memory for its weights as float32, and 0\.0 GiB are free\. Close other programs/,
  )
  free = 1_000_000
  await use(smallModel)
  expect(built()).toBe(2)
})

describe('a model that is loaded ahead of its turn', () => {
  const twoFit = 350_000
  const waiting = (...waitedFor: ModelPaths[]) => ({ waitedFor, underWay: [] })
  const copied = () => ({ base: copyCheckpoint(smallModel.base, join(folder, 'copy'), {}) })
  const touch = (model: ModelPaths) => models.use(model, () => Promise.resolve())

  test('is ready when it is used', async () => {
    models = createOpenModels({ ...merging, budget: wholeBudget })
    const { built, build } = counting()
    await models.load(smallModel, [({ session }) => session(build)], waiting(smallModel))
    expect(built()).toBe(1)
    await models.use(smallModel, ({ session }) => session(build))
    expect(built()).toBe(1)
  })

  test('takes the place of what nobody waits for, however new that is', async () => {
    models = createOpenModels({ ...merging, budget: twoFit })
    const copy = copied()
    await touch(smallAdapted)
    await touch(smallModel)
    await models.load(copy, [naive], waiting(copy, smallAdapted))
    expect(models.held()).toEqual([smallAdapted, copy])
  })

  test('is not loaded where what is waited for fills the budget', async () => {
    models = createOpenModels({ ...merging, budget: twoFit })
    const copy = copied()
    await touch(smallAdapted)
    await touch(smallModel)
    await expect(models.load(copy, [naive], waiting(copy, smallModel, smallAdapted))).rejects.toThrow(
      /what is waited for leaves no room/,
    )
    expect(models.held()).toEqual([smallAdapted, smallModel])
  })

  test('is loaded again for an adapter, though requests wait for it', async () => {
    models = createOpenModels({ ...sharing, budget: 350_000 })
    const { built, build } = counting()
    const step: LoadStep = ({ session }) => session(build)
    await models.load(smallModel, [step], waiting(smallModel))
    await models.load(smallAdapted, [step], waiting(smallModel, smallAdapted))
    expect(built()).toBe(2)
    await models.use(smallModel, ({ session }) => session(build))
    expect(built()).toBe(2)
  })

  test('may alone be larger than the budget', async () => {
    models = createOpenModels({ ...sharing, budget: 1 })
    await touch(smallModel)
    const copy = { ...copied(), adapter: smallAdapted.adapter ?? '' }
    await models.load(copy, [naive], waiting(copy))
    expect(models.held()).toEqual([{ base: copy.base }])
  })

  test('leaves the memory that a run may take, and that of sessions that are still to be opened', async () => {
    let free = 2 ** 31 + 100_000
    models = createOpenModels({ ...merging, budget: wholeBudget, available: () => free })
    await expect(models.load(smallModel, [naive], waiting())).rejects.toThrow(/needs about .* of memory/)
    expect(models.held()).toEqual([])
    await touch(smallModel)
    await models.close()
    free = 2 ** 31 + 1_000_000
    const underWay = [{ model: smallAdapted, sessions: 5 }]
    await expect(models.load(smallModel, [naive], { waitedFor: [], underWay })).rejects.toThrow(/needs about/)
    await models.load(smallModel, [naive], waiting())
    expect(models.held()).toEqual([smallModel])
  })
})
