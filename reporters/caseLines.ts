import type { PropertyCounterexample } from '../harness/report/report.generated.ts'
import { type Line, marked, paragraph, type Span, unbroken } from './line.ts'
import { percent } from './number.ts'
import { type DiffRow, type Piece, promptDiff } from './promptDiff.ts'
import { clean, clip, displayWidth, pad } from './width.ts'

/** A counterexample: both prompts side by side with what differs marked, what the model made of each, and how to see it again. */
export function caseLines(found: PropertyCounterexample, indent: string, columns: number): Line[] {
  const { before, after, replay } = found
  const inner = columns - displayWidth(MARGIN)
  const half = Math.floor((inner - GUTTER) / 2)
  const side = (text: string) => pad(clip(text, half), half, 'left')
  return [
    [MARGIN, marked('quiet', `${side('as it is written')}   rewritten`)],
    ...foldedRows(promptDiff(before.prompt, after.prompt)).flatMap((row): Line[] => {
      if (row.state === 'left out') return [[MARGIN, marked('quiet', `… ${row.lines} more the same`)]]
      if (row.state === 'same') return sideBySide([{ text: row.text, changed: false }], undefined, half)
      return sideBySide(row.before, row.after, half)
    }),
    ...optionLines(found, inner),
    ...commandLines(replay, [indent, 'again: '], columns),
  ]
}

const MARGIN = '     '
const GUTTER = 3

/** Signs around what differs: colour alone would be lost in a log. */
const [OPEN, CLOSE] = ['⟦', '⟧']

/** Lines of context around a change. */
const CONTEXT = 1

/** Rows near a change, and how many there are between them. */
function foldedRows(rows: readonly DiffRow[]): (DiffRow | { state: 'left out'; lines: number })[] {
  const near = rows.map((_, index) =>
    rows.slice(Math.max(0, index - CONTEXT), index + CONTEXT + 1).some(({ state }) => state === 'changed'),
  )
  const folded: (DiffRow | { state: 'left out'; lines: number })[] = []
  for (const [index, row] of rows.entries()) {
    const last = folded.at(-1)
    if (near[index] === true) folded.push(row)
    else if (last?.state === 'left out') last.lines += 1
    else folded.push({ state: 'left out', lines: 1 })
  }
  return folded
}

/** One row in as many lines as its longer side takes; without `after`, both are the same. */
function sideBySide(before: readonly Piece[], after: readonly Piece[] | undefined, half: number): Line[] {
  const left = wrapped(before, half)
  const right = wrapped(after ?? before, half)
  const sign = after === undefined ? ' │ ' : ' ≠ '
  return Array.from({ length: Math.max(left.length, right.length) }, (_, index): Line => {
    const own = left[index] ?? []
    const used = own.reduce((sum, { text }) => sum + displayWidth(text), 0)
    return [
      MARGIN,
      ...own.map(span),
      ' '.repeat(Math.max(0, half - used)),
      marked(after === undefined ? 'quiet' : 'strong', sign),
      ...(right[index] ?? []).map(span),
    ]
  })
}

const span = ({ text, changed }: Piece): Span => (changed ? marked('strong', text) : text)

/** Pieces in lines of at most `width`, cut where they must be; what differs stands between signs. */
function wrapped(pieces: readonly Piece[], width: number): Piece[][] {
  const lines: Piece[][] = [[]]
  let used = 0
  const put = (text: string, changed: boolean) => {
    let rest = text
    while (rest !== '') {
      const part = clip(rest, width - used)
      if (part !== '') lines.at(-1)?.push({ text: part, changed })
      rest = rest.slice(part.length)
      used += displayWidth(part)
      if (rest !== '') {
        lines.push([])
        used = 0
      }
    }
  }
  for (const { text, changed } of pieces) {
    const shown = changed ? `${OPEN}${clean(text)}${CLOSE}` : clean(text)
    for (const word of shown.split(/(?<= )/u)) {
      if (used > 0 && used + displayWidth(word.trimEnd()) > width) {
        lines.push([])
        used = 0
      }
      put(word, changed)
    }
  }
  return lines
}

/** Every option with its probability before and after, in the order of the row; or what was written. */
function optionLines({ before, after, right }: PropertyCounterexample, columns: number): Line[] {
  if (before.options.length === 0)
    return paragraph([MARGIN], clean(`answer: “${before.answer}”, then “${after.answer}” · right: “${right}”`), columns)
  const rows = [...before.options]
    .sort((a, b) => a.place - b.place)
    .map((option) => {
      const then = after.options.find(({ place }) => place === option.place)
      const chosen = [
        ...(option.text === before.answer ? ['chosen before'] : []),
        ...(then !== undefined && then.text === after.answer ? ['chosen after'] : []),
        ...(option.text === right ? ['right'] : []),
      ]
      return { name: clean(option.text), was: option.share, is: then?.share, chosen }
    })
  const width = Math.min(Math.max(...rows.map(({ name }) => displayWidth(name))), Math.max(8, columns - ROOM))
  return rows.map(({ name, was, is, chosen }) => [
    MARGIN,
    `${pad(clip(name, width), width, 'left')}  ${pad(percent(was), 5, 'right')} → ${pad(is === undefined ? '–' : percent(is), 5, 'right')}`,
    ...(chosen.length === 0 ? [] : [`  ${chosen.join(', ')}`]),
  ])
}

/** A command that may be copied though it takes several lines; what is quoted in it stays in one. */
function commandLines(command: string, first: Line, columns: number): Line[] {
  const words = clean(command).replaceAll(/'[^']*'/gu, unbroken)
  const lines = paragraph(first, words, columns - CONTINUED.length)
  return lines.map((line, index) => (index < lines.length - 1 ? [...line, CONTINUED] : line))
}

const CONTINUED = ' \\'

/** Columns that the numbers and words behind an option take. */
const ROOM = 50
