/** What a line of JSONL says about itself, for messages: where its JSON breaks, or where the value of each key begins. */
export type RowScan =
  { state: 'broken'; column: number; expected: string } | { state: 'sound'; columns: ReadonlyMap<string, number> }

/** Scans one line that should hold a JSON object; columns are 1-based. Slower than `JSON.parse` and exact about places. */
export function scanRow(line: string): RowScan {
  const scanner = { line, at: 0, columns: new Map<string, number>() }
  const expected = scanValue(scanner, 0) ?? (skip(scanner) < line.length ? 'the end of the line' : undefined)
  if (expected !== undefined) return { state: 'broken', column: scanner.at + 1, expected }
  return { state: 'sound', columns: scanner.columns }
}

interface Scanner {
  line: string
  at: number
  columns: Map<string, number>
}

/** Steps over a value; returns what was expected where it cannot, and stays there. */
function scanValue(scanner: Scanner, depth: number): string | undefined {
  skip(scanner)
  if (eat(scanner, '{')) return scanEntries(scanner, '}', depth)
  if (eat(scanner, '[')) return scanEntries(scanner, ']', depth)
  const found = token(scanner, string) ?? token(scanner, literal)
  return found === undefined ? 'a value' : undefined
}

function scanEntries(scanner: Scanner, close: '}' | ']', depth: number): string | undefined {
  skip(scanner)
  if (eat(scanner, close)) return undefined
  for (;;) {
    skip(scanner)
    const broken = close === '}' ? scanPair(scanner, depth) : scanValue(scanner, depth + 1)
    if (broken !== undefined) return broken
    skip(scanner)
    if (eat(scanner, close)) return undefined
    if (!eat(scanner, ',')) return `a comma or ${close}`
  }
}

function scanPair(scanner: Scanner, depth: number): string | undefined {
  const key = token(scanner, string)
  if (key === undefined) return 'a key in double quotes'
  skip(scanner)
  if (!eat(scanner, ':')) return 'a colon after the key'
  skip(scanner)
  if (depth === 0) scanner.columns.set(key.slice(1, -1), scanner.at + 1)
  return scanValue(scanner, depth + 1)
}

const string = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y
const literal = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.])/y

function token(scanner: Scanner, pattern: RegExp): string | undefined {
  pattern.lastIndex = scanner.at
  const match = pattern.exec(scanner.line)?.[0]
  scanner.at += match?.length ?? 0
  return match
}

function eat(scanner: Scanner, character: string): boolean {
  const found = scanner.line[scanner.at] === character
  if (found) scanner.at++
  return found
}

function skip(scanner: Scanner): number {
  while (/[ \t]/.test(scanner.line[scanner.at] ?? '')) scanner.at++
  return scanner.at
}
