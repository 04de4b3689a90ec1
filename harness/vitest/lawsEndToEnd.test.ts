import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkFolder, type CheckedFolder } from '../dataset/checkFolder.ts'
import { createNaiveEngine } from '../engine/naive/naiveEngine.ts'
import { draftBlock } from '../measure/askBlock.ts'
import type { Report, ReportProperty } from '../report/report.generated.ts'
import { type Draft, renderDraft, rowsOf } from '../rewrite/draft.ts'
import { applyPlan, isChanged } from '../rewrite/plan.ts'
import { plansUnder } from '../rewrite/plansUnder.ts'
import { casesOf } from '../search/casesOf.ts'
import { isPromptCase, type PromptCase } from '../search/rewrittenPrompts.ts'
import { drawCases } from '../search/search.ts'
import { cellsAskedBy } from '../study/cells.ts'
import type { Property } from '../suite/property.ts'
import { loadTokenizer } from '../tokens/tokenizer.ts'
import { makeSandbox } from './sandbox.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const MODEL = join(ROOT, 'fixtures/lab/base')

const STUDY = `study: laws
seed: 7
items: 12
models:
  - { name: lab, path: ${MODEL} }
conditions:
  gold-2: { weights: base, form: component, cue: true, exemplars: { from: gold, shots: 2 } }
  zero: { weights: base, form: instruction, cue: true }
`

const LAWS = {
  synonyms: `over: [translation/from-velan]
condition: zero
rewrites:
  - synonyms: { table: { translate: [render], words: [terms], say: [tell], needed: [wanted] } }
holds: { answer: stays }
`,
  languages: `over: [misc/last]
condition: gold-2
rewrites:
  - translation: { languages: [velan, sipri, orric] }
  - option-order: {}
holds: { answer: follows }
`,
  shares: `over: [misc/last]
condition: gold-2
rewrites:
  - option-order: {}
holds: { distance: 0.1 }
`,
}

/** What a model says to one prompt: its free answer, or its options by their places in the row, and how much the likeliest is ahead. */
interface Said {
  answer: string
  shares: number[]
  place: number
  ahead: number
}

describe('laws asked of the lab’s model', { timeout: 180_000 }, () => {
  const engine = createNaiveEngine({ threads: 1 })
  const tokenizer = loadTokenizer(MODEL)
  let folder: CheckedFolder
  let report: Report

  beforeAll(async () => {
    const sandbox = await makeSandbox(0)
    await sandbox.write('suites/laws/study.yaml', STUDY)
    for (const task of ['misc-last', 'translation-from-velan']) {
      const from = relative(join(sandbox.root, 'suites/laws'), join(ROOT, `suites/lab/${task}.task.yaml`))
      await sandbox.write(`suites/laws/${task}.task.yaml`, `from: ${from}\n`)
    }
    for (const [name, law] of Object.entries(LAWS))
      await sandbox.write(
        `suites/laws/${name}.property.yaml`,
        `property: ${name}\nclaim: Nothing changes.\n${law}cases: 12\n`,
      )
    await sandbox.run(...Object.keys(LAWS).map((name) => `suites/laws/${name}.property.yaml`))
    report = JSON.parse(await sandbox.read('.kshot/report.json')) as Report
    folder = checkFolder(join(sandbox.root, 'suites/laws/study.yaml'))
  }, 180_000)
  afterAll(() => engine.close())

  test.each(Object.keys(LAWS))(
    '%s: the verdict and what is shown are those of asking every prompt by itself',
    async (name) => {
      const property = folder.properties.find((one) => one.name === name)
      const reported = report.properties.find((one) => one.property === name)
      if (property === undefined || reported === undefined) throw new Error(`${name} was not asked`)
      const drafts = draftsOf(property)
      const pairs = drawn(property, [...drafts.keys()]).map(({ item, plan }) => {
        const before = known(drafts, item)
        return { before, after: applyPlan(before, plan) }
      })
      const changed = pairs.filter(({ before, after }) => isChanged(before, after))
      expect(changed.length).toBeGreaterThan(5)
      expect(reported.cases).toMatchObject({ tried: 12, unchanged: 12 - changed.length })

      const judged = await Promise.all(
        changed.map(async ({ before, after }) => judge(property, await say(before), await say(after))),
      )
      const count = (state: string) => judged.filter((one) => one === state).length
      expect(reported.cases.violated).toBeGreaterThanOrEqual(count('violated'))
      expect(reported.cases.violated).toBeLessThanOrEqual(count('violated') + count('close'))
      expect(reported.state).toBe(reported.cases.violated > 0 ? 'violated' : 'holds')

      if (reported.counterexample !== undefined)
        await expectShown(property, reported.counterexample, known(drafts, itemOf(reported.counterexample)))
    },
  )

  async function expectShown(
    property: Property,
    { before, after, plan, seed, path, ...rest }: NonNullable<ReportProperty['counterexample']>,
    draft: Draft,
  ) {
    const item = itemOf(rest)
    const one: unknown = { item, plan }
    if (!isPromptCase(one)) throw new Error(`${item}: not a case`)
    const rewritten = applyPlan(draft, one.plan)
    const [saidBefore, saidAfter] = [await say(draft), await say(rewritten)]
    expect(judge(property, saidBefore, saidAfter)).not.toBe('holds')
    for (const [shown, is, said] of [
      [before, draft, saidBefore],
      [after, rewritten, saidAfter],
    ] as const) {
      expect(shown.prompt).toBe(renderDraft(is).text)
      if (said.ahead > CLOSE) expect(shown.answer).toBe(said.answer)
      for (const { place, share } of shown.options) expect(share).toBeCloseTo(Number(said.shares[place]), 3)
    }
    const [replayed] = drawn(property, [...draftsOf(property).keys()], { seed, path })
    expect(replayed).toEqual(one)
  }

  function draftsOf(property: Property): Map<string, Draft> {
    const { study, tasks, datasets } = folder
    const [cell] = cellsAskedBy(property)
    const index = tasks.findIndex((task) => property.over !== 'all tasks' && property.over.includes(task.name))
    const [task, dataset] = [tasks[index], datasets[index]]
    if (cell === undefined || task === undefined || dataset === undefined) throw new Error('the law asks nothing')
    const items = dataset.items.slice(0, cell.condition.items)
    const drafts = draftBlock(items, 0, { task, dataset, cell, study, wraps: {} }, [])
    return new Map(drafts.map((draft) => [`${task.name}#${draft.item.id}`, draft]))
  }

  async function say(draft: Draft): Promise<Said> {
    const { text, continuations } = renderDraft(draft)
    const prompt = tokenizer.encode(text)
    const model = { base: MODEL }
    if (continuations.length === 0) {
      const { eosIds, pieces } = tokenizer
      const writing = { maxTokens: 24, stopTokens: eosIds, stopStrings: ['\n'], pieces }
      const { outputs } = await engine.generate({ model, prompts: [prompt], ...writing })
      const answer = tokenizer.decode(outputs[0]?.tokens ?? []).trim()
      return { answer, shares: [], place: 0, ahead: Infinity }
    }
    const sequences = continuations.map((answer) => ({ tokens: tokenizer.encode(text + answer), from: prompt.length }))
    const { spans } = await engine.score({ model, sequences })
    const row = rowsOf(draft).items.find(({ id }) => id === draft.item.id)
    const weights = spans.map(({ logprobs }) => Math.exp(logprobs.reduce((sum, one) => sum + one, 0) / logprobs.length))
    const total = weights.reduce((sum, weight) => sum + weight, 0)
    const options = draft.item.options
      .map((option, index) => ({
        option,
        place: row?.options.indexOf(option) ?? -1,
        share: Number(weights[index]) / total,
      }))
      .sort((a, b) => b.share - a.share)
    const [first, second] = options
    if (first === undefined || second === undefined) throw new Error(`${draft.item.id}: no options`)
    return {
      answer: first.option,
      shares: options.toSorted((a, b) => a.place - b.place).map(({ share }) => share),
      place: first.place,
      ahead: Math.log(first.share / second.share),
    }
  }
})

/** Nats, or a share, within which another order of additions may decide otherwise. */
const CLOSE = 1e-3

function judge({ law }: Property, before: Said, after: Said): 'holds' | 'violated' | 'close' {
  if (law.of === 'distance') {
    const moved =
      before.shares.reduce((sum, share, place) => sum + Math.abs(share - Number(after.shares[place])), 0) / 2
    return Math.abs(moved - law.within) < CLOSE ? 'close' : moved > law.within ? 'violated' : 'holds'
  }
  if (Math.min(before.ahead, after.ahead) < CLOSE) return 'close'
  const isSame =
    law.of === 'answer' && law.is === 'stays' ? before.answer === after.answer : before.place === after.place
  return isSame ? 'holds' : 'violated'
}

const drawn = (property: Property, items: string[], at: { seed?: number; path?: string } = {}): PromptCase[] =>
  drawCases(casesOf(items, plansUnder(property)), { seed: property.seed, cases: property.cases, even: true, ...at })

const itemOf = ({ task, item }: { task: string; item: string }) => `${task}#${item}`

function known(drafts: ReadonlyMap<string, Draft>, item: string): Draft {
  const draft = drafts.get(item)
  if (draft === undefined) throw new Error(`${item}: no such item`)
  return draft
}
