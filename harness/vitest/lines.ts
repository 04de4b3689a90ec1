/**
 * JavaScript laid out so that line N holds the code of line N of the YAML it was made from: positions in stacks, frames,
 * annotations and `vitest file:line` are then right without a source map. Statements of one line keep their order.
 */
export function onLines(statements: readonly { line: number; code: string }[], lines: number): string {
  const rows = Array.from({ length: lines }, () => '')
  for (const { line, code } of statements) {
    const row = Math.min(Math.max(line, 1), lines) - 1
    rows[row] = `${rows[row] ?? ''}${code} `
  }
  return rows.join('\n')
}
