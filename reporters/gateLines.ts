import type {
  GateTask,
  KnownGateDifference,
  Report,
  ReportGate,
  Undefined,
} from '../harness/report/report.generated.ts'
import type { RunCost } from '../harness/report/runCost.ts'
import { type Line, marked, type Mark, paragraph, unbroken } from './line.ts'
import { count, duration, percent, points } from './number.ts'
import { clean, pad, shorten } from './width.ts'

/** Every gate with its answer, what was lost, what is not excluded, and what an early end saved. */
export function gateLines({ gates }: Report, cost: RunCost, columns: number): Line[] {
  return gates.flatMap((gate) => [
    ...paragraph([' gate ', marked('strong', shorten(clean(gate.gate), NAME)), '  '], clean(gate.claim), columns),
    ...answer(gate, cost, columns),
  ])
}

/** Widest name of a gate. */
const NAME = 24

/** Tasks whose losses are listed. */
const LISTED = 3

const MARKS: Record<ReportGate['state'], Mark> = {
  regression: 'bad',
  'no regression': 'good',
  improvement: 'good',
  inconclusive: 'doubt',
}

function answer(gate: ReportGate, cost: RunCost, columns: number): Line[] {
  const { state } = gate
  const width = 'NO REGRESSION'.length
  const first = marked(markOf(gate), pad(state.toUpperCase(), width, 'left'))
  const indent = ' '.repeat(columns < ROOMY ? 7 : 5 + width + 2)
  return [
    ...paragraph(['     ', first, '  '], gateQuestion(gate), columns),
    ...gateFacts(gate, cost).flatMap((fact) => paragraph([indent], clean(fact), columns)),
    ...ending(gate, indent, columns),
  ]
}

/** What a gate asks. */
export function gateQuestion({ candidate, baseline, condition, margin }: ReportGate): string {
  return `${clean(candidate)} ≥ ${clean(baseline)} − ${inPoints(margin)}, ${clean(condition)}`
}

function markOf({ state, outcome, expect }: ReportGate): Mark {
  if (expect === undefined) return MARKS[state]
  return outcome === 'passed' ? 'good' : 'bad'
}

/** What became of the test, where the answer alone does not say it. */
function ending({ outcome, expect, file, line, column }: ReportGate, indent: string, columns: number): Line[] {
  if (outcome === 'passed') return expect === undefined ? [] : paragraph([indent], 'as expected', columns)
  const what = expect === undefined ? outcome : `expected ${expect}`
  return paragraph(
    [indent],
    clean(`${what}: ${file}:${line}:${column}`),
    columns,
    outcome === 'failed' ? 'bad' : 'doubt',
  )
}

/** Pages narrower than this have no room to stand every number to the right of the state. */
const ROOMY = 100

/** What a gate found: why, what was lost, what is not excluded, and what it took. */
export function gateFacts(gate: ReportGate, cost: RunCost): string[] {
  const { state, reason, pooled, tasks, toDecide } = gate
  const worse = tasks.filter((task) => task.state === 'regression')
  const losses = tasks
    .filter((task) => task.state !== 'regression')
    .flatMap((task) => openLoss(task))
    .sort((a, b) => b.loss - a.loss)
  return [
    ...(state === 'inconclusive' || worse.length === 0 ? [`because ${reason}`] : []),
    ...worse
      .slice(0, MANY)
      .map((task) => `${task.task} ${difference(task.difference)} over ${count(task.items.asked, 'item')}`),
    ...(worse.length > MANY ? [`and ${worse.length - MANY} more tasks got worse`] : []),
    `${tasks.length === 1 ? 'the task' : `mean of ${tasks.length} tasks`} ${difference(pooled)}`,
    ...(tasks.length === 1 ? [] : [`each by itself: ${answers(tasks)}`]),
    ...(losses.length === 0
      ? []
      : [
          `largest losses not excluded: ${losses
            .slice(0, LISTED)
            .map(({ task, loss }) => unbroken(`${task} ${points(loss)}`))
            .join(', ')}${losses.length > LISTED ? ` and ${losses.length - LISTED} more` : ''}`,
        ]),
    looks(gate, cost),
    ...toDecide.map((text) => `would decide it: ${text}`),
  ]
}

/** How many tasks have which answer. */
function answers(tasks: readonly GateTask[]): string {
  const states = Object.keys(MARKS).map((state) => ({
    state,
    tasks: tasks.filter((task) => task.state === state).length,
  }))
  return states.flatMap((one) => (one.tasks === 0 ? [] : [unbroken(`${one.tasks} ${one.state}`)])).join(', ')
}

/** Tasks that got worse and are named. */
const MANY = 6

/** How many items the gate took, and what an early end saved. */
function looks(gate: ReportGate, cost: RunCost): string {
  const { state, items, method } = gate
  const all = count(items.of, 'item')
  if (method === 'fixed') return `one look at all ${all}`
  if (state === 'inconclusive' && items.asked === items.of) return `not decided by all ${all}`
  const share = items.of === 0 ? '' : ` (${percent(items.asked / items.of)})`
  if (state === 'inconclusive')
    return `ended after ${items.asked} of ${all}${share}, for the others could not make it pass${saved(gate, cost)}`
  return `decided after ${items.asked} of ${all}${share}${saved(gate, cost)}`
}

function saved({ gate, items }: ReportGate, cost: RunCost): string {
  const spared = items.of - items.asked
  const own = cost.saved.find((one) => one.gate === gate)
  if (spared === 0) return ''
  return `: ${count(spared, 'item')}${own === undefined ? '' : ` and about ${duration(own.seconds)}`} saved`
}

/** How much a task may still have lost, though it was not shown to be worse. */
function openLoss({ task, difference: own }: GateTask): { task: string; loss: number }[] {
  if (own.state === 'undefined' || own.interval.state === 'undefined' || own.interval.lower >= 0) return []
  return [{ task, loss: -own.interval.lower }]
}

function difference(found: KnownGateDifference | Undefined): string {
  if (found.state === 'undefined') return `not computable (${found.reason})`
  const { value, interval } = found
  if (interval.state === 'undefined') return unbroken(`${signed(value)} points, no interval`) + ` (${interval.reason})`
  return unbroken(`${signed(value)} points [${signed(interval.lower)}, ${signed(interval.upper)}]`)
}

const signed = (share: number) => (share >= 0.0005 ? `+${points(share)}` : points(share))

const inPoints = (share: number) => {
  const text = points(share).replace(/\.0$/u, '')
  return unbroken(`${text} ${text === '1' ? 'point' : 'points'}`)
}
