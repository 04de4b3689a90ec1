import path from 'node:path'

/** One thing that is wrong in a file that people write, and everything needed to put it right. */
export interface Problem {
  /** Absolute path. */
  file: string
  /** 1-based. */
  line: number
  column: number
  /** What is wrong, as a sentence without its full stop; it names the key. */
  what: string
  expected: string
  found: string
  /** The nearest known name, where the mistake looks like a misspelling. */
  nearest?: string
  /** What to do about it. */
  todo: string
}

/** Refuses files before anything runs; carries every problem that was found, in file order. */
export class SuiteError extends Error {
  readonly problems: readonly Problem[]

  constructor(problems: readonly Problem[]) {
    super(formatProblems(problems, process.cwd()))
    this.name = 'SuiteError'
    this.problems = problems
  }
}

/** The first problems as text of at most 100 columns where words allow it; files are shown relative to `root`. */
export function formatProblems(problems: readonly Problem[], root: string): string {
  const told = problems.slice(0, most).map((problem) => formatProblem(problem, root))
  const rest = problems.length - told.length
  return [...told, ...(rest > 0 ? [`… and ${rest} more`] : [])].join('\n\n')
}

/** A fault in every row of a file is understood after a few. */
const most = 12

/** Throws one SuiteError when there is any problem. */
export function refuse(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new SuiteError(problems)
}

function formatProblem(problem: Problem, root: string): string {
  const place = `${path.relative(root, problem.file).replaceAll(path.sep, '/')}:${problem.line}:${problem.column}`
  const rows: [string, string][] = [
    ['expected', problem.expected],
    ['found', problem.found],
    ...(problem.nearest === undefined ? [] : [['nearest', problem.nearest] satisfies [string, string]]),
    ['to do', problem.todo],
  ]
  const lines = rows.map(([label, text]) => `  ${label.padEnd(10)}${hang(text, 12, 12)}`)
  return [hang(`${place}: ${problem.what}`, 0, 4), ...lines].join('\n')
}

const columns = 100

/** Breaks text at spaces; the first line begins at column `first`, the others at column `rest`. */
function hang(text: string, first: number, rest: number): string {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const start = lines.length === 0 ? first : rest
    if (line !== '' && start + line.length + 1 + word.length > columns) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line].join(`\n${' '.repeat(rest)}`)
}
