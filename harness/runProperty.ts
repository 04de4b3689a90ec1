import { absentProblems, type CheckedFolder } from './dataset/checkFolder.ts'
import { datasetUnder, otherRows } from './dataset/datasetUnder.ts'
import { ROUNDING } from './engine/rounding.ts'
import { askingOf } from './measure/asking.ts'
import type { Measurement } from './measure/measurement.ts'
import type { Written } from './measure/writeExemplars.ts'
import type { Draft } from './rewrite/draft.ts'
import { plansUnder } from './rewrite/plansUnder.ts'
import { measureBlock, wrapsFor } from './run.ts'
import { casesOf } from './search/casesOf.ts'
import type { Counterexamples } from './search/counterexamples.ts'
import { type CaseEvidence, type Reply, replyOf } from './search/judgeCase.ts'
import { isClose, judge } from './search/judgement.ts'
import { promptSize } from './search/promptSize.ts'
import {
  blockOf,
  itemNames,
  type PromptCase,
  type PromptPair,
  promptPair,
  type Rewritten,
  rewrittenPrompts,
  type Subject,
} from './search/rewrittenPrompts.ts'
import { search } from './search/search.ts'
import type { CaseOutcome, SearchResult, Tried } from './search/searchResult.ts'
import { factorsOf, variantCase, type VariantCase } from './search/variantCase.ts'
import type { Instruments } from './store/instruments.ts'
import type { Recalled } from './store/recall.ts'
import { recallMeasurements } from './store/recallMeasurements.ts'
import { cellName, modelPaths, type StudyCell } from './study/cells.ts'
import { isAbout } from './suite/over.ts'
import { refuse } from './suite/problem.ts'
import type { Property } from './suite/property.ts'
import { sameIds } from './tokens/sameIds.ts'

/**
 * Searches the prompts of one cell for a rewrite that breaks the law of a property, and for the smallest that does; what it finds is kept,
 * and tried first by the next run. A rewritten prompt that is the same ids to the model is not asked: its answer is known to stay.
 * `run` is filled as it goes. With a `replay`, only the case there.
 */
export async function runProperty(
  property: Property,
  cell: StudyCell,
  folder: CheckedFolder,
  instruments: Instruments,
  { run, memory, replay, clock, signal }: PropertyTools,
): Promise<PropertySearch> {
  const subjects = await subjectsOf(property, cell, folder, instruments)
  const prompts = rewrittenPrompts(subjects)
  const asWritten = unrewritten(instruments, run, signal)
  const names = itemNames(subjects)
  const kept = replay === undefined ? await memory.read() : { known: [], unreadable: 0 }
  const there = new Set(names)
  const result = await search<PromptCase, CaseEvidence>(
    {
      cases: casesOf(names, plansUnder(property)),
      keyOf: (one) => prompts(one).key,
      sizeOf: (one) => promptSize(prompts(one), one),
      ask: asker(property, prompts, asWritten, instruments, run),
      known: kept.known.filter((one) => there.has(one.case.item)),
    },
    { ...planOf(property), ...replay },
    { clock, signal },
  )
  const variants = await variantsOf(result.tried, prompts, asWritten, factorsOf(property))
  const searched = { result, variants, unreadable: kept.unreadable }
  if (result.state !== 'violated') return searched
  const { counterexample } = result
  if (replay === undefined) await memory.keep(counterexample)
  return { ...searched, found: promptPair(prompts(counterexample.case), counterexample.case) }
}

export interface PropertyTools {
  run: PropertyRun
  memory: Counterexamples<PromptCase>
  /** The one case to try: what draws it, and where it stands. */
  replay: { seed: number; path: string } | undefined
  clock: () => number
  signal: AbortSignal
}

/** What a property has measured so far. */
export interface PropertyRun {
  records: { task: string; records: Recalled<Measurement | Written>[] }[]
}

export interface PropertySearch {
  result: SearchResult<PromptCase, CaseEvidence>
  /** The cases of the first pass whose prompt changed. */
  variants: VariantCase[]
  /** Kept counterexamples that cannot be read, as a killed run leaves behind. */
  unreadable: number
  /** The prompts of the counterexample, where there is one. */
  found?: PromptPair
}

/** All cases are asked, so that a rate is one of all cases; and none is likelier than another. */
function planOf({ seed, cases, shrink, seconds }: Property) {
  return { seed, cases, shrink, seconds, together: TOGETHER, whole: true, even: true, siblings: SIBLINGS }
}

/** Cases that are asked at once; between two batches the clock is read. */
const TOGETHER = 250

/** Smaller cases that shrinking asks at once. */
const SIBLINGS = 8

async function subjectsOf(
  { over, rewrites }: Property,
  cell: StudyCell,
  folder: CheckedFolder,
  instruments: Instruments,
): Promise<Subject[]> {
  const { study } = folder
  const { condition } = cell
  const tasks = folder.tasks.filter((task) => isAbout(over, task))
  refuse(absentProblems(tasks, folder))
  const asked = tasks.map((task) => ({ task, dataset: datasetUnder(condition, task, folder), cell, study }))
  const [first] = asked
  if (first === undefined) return []
  const wraps = await wrapsFor(first, instruments)
  const isShowingOthers = rewrites.some((step) => 'exemplar-corruption' in step)
  return asked.map((one) => ({
    ...one,
    wraps,
    items: one.dataset.items.slice(0, condition.items),
    others: isShowingOthers ? otherRows(condition, one.task, folder) : [],
  }))
}

/** Asks what is not known without a model; prompts as they are written come from the blocks that the cell itself is measured in. */
function asker(
  { law }: Property,
  prompts: (one: PromptCase) => Rewritten,
  asWritten: AsWritten,
  instruments: Instruments,
  run: PropertyRun,
) {
  return async (cases: readonly PromptCase[]): Promise<CaseOutcome<CaseEvidence>[]> => {
    const all = cases.map(prompts)
    const states = await Promise.all(all.map((one) => stateOf(one, instruments)))
    const open = all.filter((_, index) => states[index] === 'open')
    const befores = await Promise.all(open.map(asWritten))
    const afters = await askAll(open, instruments, run)
    const judged = new Map(
      await Promise.all(
        open.map(async (one, index) => {
          const rounding = ROUNDING[one.subject.study.precision]
          const before = replyTo(one.before, befores[index], one.subject)
          const after = replyTo(one.after, afters.get(one), one.subject)
          if (open.length === 1 || !isClose(law, before, after, rounding))
            return [one, outcomeOf(law, before, after, rounding)] as const
          // Its last digits decide, and hang on the prompts it was computed with.
          const alone = (await askAll([one], instruments, run)).get(one)
          return [one, outcomeOf(law, before, replyTo(one.after, alone, one.subject), rounding)] as const
        }),
      ),
    )
    return all.map((one, index) => {
      if (states[index] === 'unchanged') return { state: 'unchanged' }
      return judged.get(one) ?? { state: 'holds', evidence: { by: 'tokens' } }
    })
  }
}

function replyTo(draft: Draft, measurement: Measurement | undefined, subject: Subject): Reply {
  if (measurement === undefined) throw new Error('a prompt was asked, and nothing came back')
  return replyOf(draft, measurement, subject)
}

function outcomeOf(law: Property['law'], before: Reply, after: Reply, rounding: number): CaseOutcome<CaseEvidence> {
  const judgement = judge(law, before, after, rounding)
  const evidence = { by: 'model', before, after, tied: judgement === 'tied' } as const
  return { state: judgement === 'violated' ? 'violated' : 'holds', evidence }
}

async function stateOf(
  { isChanged, subject, asWritten, asked }: Rewritten,
  instruments: Instruments,
): Promise<'unchanged' | 'same ids' | 'open'> {
  if (!isChanged) return 'unchanged'
  const { tokenizer } = await instruments.subject(pathsOf(subject))
  // Another order of the options is another order of their sequences: as ids it differs, though the text may not.
  return sameIds(tokenizer, asWritten.prompt, asked.prompt, subject.study.seam) ? 'same ids' : 'open'
}

/** Cases of all tasks together, as far as they are answered in one way, those whose prompts begin alike in one request. */
async function askAll(
  open: readonly Rewritten[],
  instruments: Instruments,
  run: PropertyRun,
): Promise<Map<Rewritten, Measurement>> {
  const ways = new Map<string, Rewritten[]>()
  for (const one of open) {
    const way = JSON.stringify(askingOf(one.subject))
    ways.set(way, [...(ways.get(way) ?? []), one])
  }
  const requests = [...ways.values()].flatMap((way) => inRequests([...way].sort(byText)))
  const answered = await Promise.all(
    requests.map(async (batch) => {
      const [first] = batch
      if (first === undefined) return []
      const { subject } = first
      const task = [...new Set(batch.map((one) => one.subject.task.name))].join(', ')
      const recalled = await recallMeasurements(
        batch.map(({ asked }) => asked),
        pathsOf(subject),
        { asking: askingOf(subject), rules: subject.study },
        { task, cell: cellName(subject.cell), rewritten: batch.length },
        instruments,
      )
      run.records.push({ task, records: [recalled] })
      return batch.flatMap((one, index) => {
        const measurement = recalled.entries[index]
        return measurement === undefined ? [] : [[one, measurement] as const]
      })
    }),
  )
  return new Map(answered.flat())
}

const byText = ({ asked: { prompt: a } }: Rewritten, { asked: { prompt: b } }: Rewritten) =>
  a.text < b.text ? -1 : a.text > b.text ? 1 : 0

/** Engines of one thread work side by side, each on a request. */
function inRequests(cases: readonly Rewritten[]): Rewritten[][] {
  const starts = Array.from({ length: Math.ceil(cases.length / REQUEST) }, (_, index) => index * REQUEST)
  return starts.map((start) => cases.slice(start, start + REQUEST))
}

/** Cases of one request; a number that the machine does not choose, so that it is the same request everywhere. */
const REQUEST = 63

/**
 * The cases whose prompt changed, for their summary. Where anybody was asked, items whose changes were all proved are asked as they are
 * written, too, so that the score is one of all items: their blocks are mostly measured anyway.
 */
async function variantsOf(
  tried: readonly Tried<PromptCase, CaseEvidence>[],
  prompts: (one: PromptCase) => Rewritten,
  asWritten: AsWritten,
  factors: readonly string[],
): Promise<VariantCase[]> {
  const changed = tried.flatMap(({ case: one, outcome }) =>
    outcome.state === 'unchanged' ? [] : [{ one, evidence: outcome.evidence }],
  )
  const isAsked = changed.some(({ evidence }) => evidence.by === 'model')
  return Promise.all(
    changed.map(async ({ one, evidence }) => {
      const rewritten = prompts(one)
      const was = isAsked && evidence.by === 'tokens' ? await asWritten(rewritten) : undefined
      const reply = was === undefined ? undefined : replyOf(rewritten.before, was, rewritten.subject)
      return variantCase(rewritten, one, { evidence, asWritten: reply }, factors)
    }),
  )
}

type AsWritten = (one: Rewritten) => Promise<Measurement | undefined>

/** Measures the prompt of a case as it is written, with its whole block, once. */
function unrewritten(instruments: Instruments, run: PropertyRun, signal: AbortSignal): AsWritten {
  const blocks = new Map<string, Promise<readonly Measurement[]>>()
  const measure = async (subject: Subject, block: number) => {
    const { measured } = await measureBlock(blockOf(subject, block), block, subject, instruments, signal)
    run.records.push({ task: subject.task.name, records: [measured] })
    return measured.entries
  }
  return async ({ subject, block, index }) => {
    const name = `${subject.task.name}#${block}`
    const measured = blocks.get(name) ?? measure(subject, block)
    blocks.set(name, measured)
    return (await measured)[index]
  }
}

function pathsOf({ cell }: Subject) {
  if (cell.weights.state === 'random') throw new Error(`${cellName(cell)}: nobody is asked`)
  return modelPaths(cell.weights, cell.model)
}
