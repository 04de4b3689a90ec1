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

/** The problems as text of at most 100 columns where words allow it; files are shown relative to `root`. */
export function formatProblems(problems: readonly Problem[], root: string): string {
  return problems.map((problem) => formatProblem(problem, root)).join('\n\n')
}

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
  return [`${place}: ${problem.what}`, ...rows.map(([label, text]) => `  ${label.padEnd(10)}${hang(text)}`)].join('\n')
}

const columns = 100
const indent = 12

/** Breaks text at spaces so that it fits beside the labels. */
function hang(text: string): string {
  const lines = ['']
  for (const word of text.split(' ')) {
    const line = lines[lines.length - 1] ?? ''
    if (line !== '' && indent + line.length + 1 + word.length > columns) lines.push(word)
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`
  }
  return lines.join(`\n${' '.repeat(indent)}`)
}
