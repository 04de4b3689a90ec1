import path from 'node:path'
import { render } from '../reporters/line.ts'
import { count, tokens } from '../reporters/number.ts'
import { type Column, table } from '../reporters/table.ts'
import { type Leak, type LeakReport, whyNothing } from './leaks/leakReport.ts'

/**
 * A leak report as lines of text: what was searched, two lines for each task and use of texts with a leak, and how many leaks there are. Files are
 * shown relative to `root`.
 */
export function leakLines(report: LeakReport, root: string): string[] {
  const { tasks, absent, texts, leaks } = report
  const why = whyNothing(report)
  if (why !== undefined) return [` leaks  nothing was searched: ${why}`]
  const shownPath = (file: string) => path.relative(root, file).replaceAll(path.sep, '/')
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
  const pools = texts.filter(({ named }) => named === 'task')
  const training = pools.filter(({ use }) => use === 'tuning')
  const searched = [
    count(pools.length - training.length, 'exemplar pool'),
    ...(training.length === 0 ? [] : [`the training rows of ${count(training.length, 'task')}`]),
    ...texts
      .filter(({ named }) => named === 'option')
      .map(({ file, use, words }) => `${use} ${shownPath(file)}, ${tokens(words)} words`),
  ]
  const items = sum(tasks.map((task) => task.items))
  const grams = sum(tasks.map((task) => task.grams))
  const without = sum(tasks.map((task) => task.withoutWords))
  const undeclared = leaks.filter(({ allowed }) => allowed === undefined)
  return [
    ` leaks  ${count(items, 'test item')} and ${count(grams, '13-gram')} of ${asked(tasks)}, looked for in`,
    ...searched.map((line) => `        ${line}`),
    ...(without === 0 ? [] : [`        ${count(without, 'item')} without words cannot be looked for`]),
    ...(absent.length === 0
      ? []
      : [`        ${count(absent.length, 'task')} left out, whose rows are not on this machine`]),
    '',
    ...(leaks.length === 0 ? [] : [...rows(leaks, tasks, shownPath), '']),
    leaks.length === 0
      ? ' nothing found'
      : ` ${count(undeclared.length, 'leak')} that no task file allows, ${leaks.length - undeclared.length} allowed, nothing else found`,
  ]
}

function asked(tasks: LeakReport['tasks']): string {
  const translations = tasks.filter(({ language }) => language !== undefined).length
  const own = count(tasks.length - translations, 'task')
  return translations === 0 ? own : `${own} and ${count(translations, 'translation')} of them`
}

function rows(leaks: readonly Leak[], tasks: LeakReport['tasks'], shownPath: (file: string) => string): string[] {
  const of = ({ task, language }: Leak) => tasks.find((each) => each.task === task && each.language === language)
  const column = (heading: string, align: Column['align'], cell: (leak: Leak) => string): Column => ({
    heading: [heading],
    align,
    cells: leaks.map(cell),
  })
  const [head = [], ...body] = table(
    [
      column('task', 'left', ({ task, language }) => (language === undefined ? task : `${task} in ${language}`)),
      column('in', 'left', ({ use }) => use),
      column('items', 'right', (leak) => `${leak.items} of ${of(leak)?.items ?? 0}`),
      column('13-grams', 'right', (leak) => `${leak.grams} of ${of(leak)?.grams ?? 0}`),
      column('first', 'left', ({ first }) => `${shownPath(first.file)}:${first.line}`),
    ],
    leaks.map(() => undefined),
  )
  const told = leaks.flatMap(({ allowed, found, first }, at) => [
    body[at] ?? [],
    [
      allowed === undefined
        ? `    not allowed: ${shownIds(found)}, first “${first.words} …”`
        : `    allowed: ${allowed}`,
    ],
  ])
  return render([head, ...told], false)
    .trimEnd()
    .split('\n')
    .map((line) => ` ${line}`)
}

const SHOWN_IDS = 3

function shownIds(ids: readonly string[]): string {
  const more = ids.length - SHOWN_IDS
  return `${ids.slice(0, SHOWN_IDS).join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}
