/** A stretch of a line; `changed` where the other text has something else. */
export interface Piece {
  text: string
  changed: boolean
}

/** A line of two texts side by side: the same in both, or what stands in its place. */
export type DiffRow = { state: 'same'; text: string } | { state: 'changed'; before: Piece[]; after: Piece[] }

/** Two texts, line by line; of lines that differ, the words that do. Blanks that a reader cannot see are shown where they changed. */
export function promptDiff(before: string, after: string): DiffRow[] {
  const rows: DiffRow[] = []
  let [left, right]: [string[], string[]] = [[], []]
  const flush = () => {
    for (let index = 0; index < Math.max(left.length, right.length); index++)
      rows.push(wordRow(left[index], right[index]))
    ;[left, right] = [[], []]
  }
  for (const step of alignment(linesOf(before), linesOf(after), withoutBlanks)) {
    if (step.in === 'both') {
      flush()
      rows.push(step.text === step.twin ? { state: 'same', text: step.text } : wordRow(step.text, step.twin))
    } else if (step.in === 'before') left.push(step.text)
    else right.push(step.text)
  }
  flush()
  return rows
}

/** Each line with its end, so that another kind of end is another line. */
const linesOf = (text: string) => text.split(/(?<=\n)/u)

/** Lines that differ in blanks alone stand side by side, however many of them do. */
const withoutBlanks = (line: string) => line.trim().replaceAll(/\s+/gu, ' ')

function wordRow(before: string | undefined, after: string | undefined): DiffRow {
  const steps = alignment(wordsOf(before ?? ''), wordsOf(after ?? ''))
  const pieces = (side: 'before' | 'after') => {
    const own = steps.filter((step) => step.in === 'both' || step.in === side)
    return own.reduce<Piece[]>((joined, { text, in: where }) => {
      const changed = where !== 'both'
      const last = joined.at(-1)
      const shown = changed ? visible(text) : text.replace(/\r?\n$/u, '')
      if (shown === '') return joined
      if (last?.changed === changed) return [...joined.slice(0, -1), { changed, text: last.text + shown }]
      return [...joined, { changed, text: shown }]
    }, [])
  }
  return { state: 'changed', before: pieces('before'), after: pieces('after') }
}

const wordsOf = (line: string) => line.match(/[\p{L}\p{N}]+|\r?\n|\s|[^\p{L}\p{N}\s]/gu) ?? []

/** A blank by itself as a sign; between words it is read well enough. */
function visible(text: string): string {
  if (text.trim() !== '') return text
  return text.replaceAll('\r', '␍').replaceAll('\n', '␊').replaceAll('\t', '␉').replaceAll(' ', '␣')
}

/** `twin` is what the other list has in its place. */
type Step = { in: 'both'; text: string; twin: string } | { in: 'before' | 'after'; text: string }

/** The longest common subsequence of two lists, and what of each is not in it, in order; texts of one key are common. */
function alignment(
  before: readonly string[],
  after: readonly string[],
  keyOf: (text: string) => string = (text) => text,
): Step[] {
  const [befores, afters] = [before.map(keyOf), after.map(keyOf)]
  const width = after.length + 1
  const common = new Uint32Array((before.length + 1) * width)
  const at = (i: number, j: number) => common[i * width + j] ?? 0
  for (let i = before.length - 1; i >= 0; i--)
    for (let j = after.length - 1; j >= 0; j--)
      common[i * width + j] = befores[i] === afters[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
  const steps: Step[] = []
  let [i, j] = [0, 0]
  while (i < before.length || j < after.length) {
    const [left, right] = [before[i], after[j]]
    if (left !== undefined && right !== undefined && befores[i] === afters[j]) {
      steps.push({ in: 'both', text: left, twin: right })
      ;[i, j] = [i + 1, j + 1]
    } else if (right === undefined || (left !== undefined && at(i + 1, j) >= at(i, j + 1))) {
      steps.push({ in: 'before', text: left ?? '' })
      i += 1
    } else {
      steps.push({ in: 'after', text: right })
      j += 1
    }
  }
  return steps
}
