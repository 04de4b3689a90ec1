import { fileURLToPath } from 'node:url'
import { checkFolder } from './dataset/checkFolder.ts'
import type { Dataset, Item } from './dataset/item.ts'
import { readModelLimits } from './engine/checkpoint/modelLimits.ts'
import type { ModelPaths } from './engine/engine.ts'
import { type Reader, readingEngine } from './engine/readingEngine.fixture.ts'
import { type PropertySearch, runProperty } from './runProperty.ts'
import type { PromptCase } from './search/rewrittenPrompts.ts'
import { factorsOf } from './search/variantCase.ts'
import { instruments } from './store/instruments.ts'
import type { Store } from './store/store.ts'
import { cellsAskedBy } from './study/cells.ts'
import { readProperty } from './suite/readProperty.ts'
import { loadTokenizer } from './tokens/tokenizer.ts'
import { decideProperty } from './verdict/decideProperty.ts'
import type { PropertyVerdict } from './verdict/property.ts'
import { propertyFinds, propertyRule } from './verdict/propertyFinds.ts'
import { propertyRobustness, type PropertyRobustness } from './verdict/propertyRobustness.ts'

const folder = checkFolder(fileURLToPath(new URL('../fixtures/suites/laws/study.yaml', import.meta.url)))
const lab = fileURLToPath(new URL('../fixtures/lab/base', import.meta.url))
const texts = { tokenizer: loadTokenizer(lab), limits: readModelLimits(lab) }

/** What is found out about a reader under a law on the tasks of `fixtures/suites/laws`, after two exemplars unless it says otherwise. */
export async function searchLaw(law: LawWords, reader: Reader): Promise<SearchedLaw> {
  const property = readProperty(folder.study.file.path, written(law), folder.study)
  const [cell] = cellsAskedBy(property)
  if (cell === undefined) throw new Error('the law asks no model')
  const engine = readingEngine(texts.tokenizer, reader)
  const tools = {
    ...instruments(engine, forgetful, 'nowhere'),
    subject: async (model: ModelPaths) => ({ model, ...texts }),
    provenance: async () => ({ engine: await engine.numerics({}), base: 'somebody who reads' }),
  }
  const memory = { read: () => Promise.resolve({ known: [], unreadable: 0 }), keep: () => Promise.resolve() }
  const about = { memory, replay: undefined, clock: () => 0, signal: new AbortController().signal }
  const search = await runProperty(property, cell, folder, tools, { ...about, run: { records: [] } })
  const finds = propertyFinds(search.result)
  const cases = search.result.tried.map(({ case: { item, plan }, outcome }, index): JudgedCase => {
    const [task = '', id = ''] = item.split('#')
    const row = rowsOf(task).items.find((one) => one.id === id)
    if (row === undefined) throw new Error(`${item}: a case that nobody drew`)
    const isTied = outcome.state === 'holds' && outcome.evidence.by === 'model' && outcome.evidence.tied
    return { row, plan, state: isTied ? 'tied' : outcome.state, distance: finds.cases[index]?.distance }
  })
  const robustness = propertyRobustness(search.variants, factorsOf(property))
  return { ...search, cases, verdict: decideProperty(propertyRule(property), finds), robustness }
}

/** The keys of a law that tests tell apart, as a suite writes them. */
export interface LawWords {
  over: string
  condition?: string
  rewrites: string
  holds: string
  often?: string
  cases?: string
}

export interface SearchedLaw extends PropertySearch {
  /** The first pass, in its order. */
  cases: JudgedCase[]
  verdict: PropertyVerdict
  robustness: PropertyRobustness
}

export interface JudgedCase {
  row: Item
  plan: PromptCase['plan']
  /** `tied`: it holds, for the law is broken by no more than rounding. */
  state: 'holds' | 'tied' | 'violated' | 'unchanged'
  distance: number | undefined
}

/** The rows of a task of `fixtures/suites/laws`. */
export function rowsOf(task: string): Dataset {
  const rows = folder.datasets[folder.tasks.findIndex(({ name }) => name === task)]
  if (rows === undefined) throw new Error(`${task}: no task of fixtures/suites/laws`)
  return rows
}

/** What stands behind a name in the question of a prompt. */
export function lineOf(prompt: string, name: string): string {
  const [, line] = new RegExp(`^${name}(?: Solution)?: (.*)$`, 'mu').exec(prompt) ?? []
  if (line === undefined) throw new Error(`no ${name} in the question of ${prompt}`)
  return line
}

const written = (law: LawWords) =>
  ['property: law', 'claim: What a reader says is known.']
    .concat(Object.entries({ condition: 'gold-2', ...law }).map(([key, value]) => `${key}: ${value}`))
    .join('\n')

const forgetful: Store = { get: () => Promise.resolve({ state: 'absent' }), put: () => Promise.resolve() }
