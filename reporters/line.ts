import { clip, displayWidth } from './width.ts'

/** What a piece of text means; a terminal shows it as a colour. */
export type Mark = 'good' | 'bad' | 'doubt' | 'quiet' | 'strong'

/** A piece of a line, with or without a mark. */
export type Span = string | { text: string; mark: Mark }

/** One line of output. */
export type Line = readonly Span[]

/** Lines as text for a terminal; without `colour` there are no escape codes. */
export function render(lines: readonly Line[], colour: boolean): string {
  return lines
    .map(
      (line) =>
        `${trimEnd(line)
          .map((span) => paint(span, colour))
          .join('')}\n`,
    )
    .join('')
}

/** A marked piece of text. */
export function marked(mark: Mark, text: string): Span {
  return { text, mark }
}

/**
 * Text folded at its spaces into lines of at most `columns`, after `first` on the first line and a hanging indent, as
 * wide as `first`, on the others. A word too long for a line is cut.
 */
export function paragraph(first: Line, text: string, columns: number, mark?: Mark): Line[] {
  const indent = first.reduce((sum, span) => sum + displayWidth(plain(span)), 0)
  return fold(text, Math.max(8, columns - indent)).map((part, index) => {
    const shown = part.replaceAll('\u00A0', ' ')
    return [...(index === 0 ? first : [' '.repeat(indent)]), mark === undefined ? shown : marked(mark, shown)]
  })
}

/** A text that stays on one line where it can. */
export function unbroken(text: string): string {
  return text.replaceAll(' ', '\u00A0')
}

/** Parts with dots between them, each unbroken; a line ends after a dot. */
export function dotted(parts: readonly string[]): string {
  return parts.map(unbroken).join('\u00A0· ')
}

function fold(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (displayWidth(longer) <= width) {
      line = longer
      continue
    }
    if (line !== '') lines.push(line)
    line = word
    while (displayWidth(line) > width) {
      const part = clip(line, width)
      lines.push(part)
      line = line.slice(part.length)
    }
  }
  return [...lines, line]
}

const plain = (span: Span) => (typeof span === 'string' ? span : span.text)

function trimEnd(line: Line): Line {
  const last = line.at(-1)
  if (typeof last !== 'string') return line
  const text = last.trimEnd()
  return text === '' ? (line.length === 1 ? [] : trimEnd(line.slice(0, -1))) : [...line.slice(0, -1), text]
}

const codes: Record<Mark, readonly [number, number]> = {
  good: [32, 39],
  bad: [31, 39],
  doubt: [33, 39],
  quiet: [2, 22],
  strong: [1, 22],
}

function paint(span: Span, colour: boolean): string {
  if (typeof span === 'string') return span
  const [on, off] = codes[span.mark]
  return colour && span.text !== '' ? `\u001B[${on}m${span.text}\u001B[${off}m` : span.text
}
