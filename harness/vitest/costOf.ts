import type { RunCost } from '../report/runCost.ts'
import type { FinishedTest } from './gather.ts'
import type { RestedOn } from './testRecord.ts'

/** What this run did, summed over its tests. */
export function costOf(
  tests: readonly FinishedTest[],
  run: Pick<RunCost, 'seconds' | 'threads' | 'placements' | 'interrupted'>,
): RunCost & { warnings: string[] } {
  const work = tests.flatMap(({ record }) => (record === undefined ? [] : [record.work]))
  const parts = work.flatMap((one) => one.parts)
  const computed = parts.flatMap(({ records }) => records.filter(({ from }) => from === 'engine'))
  const sum = (key: keyof RestedOn['tokens']) => computed.reduce((total, { tokens }) => total + tokens[key], 0)
  return {
    ...run,
    cells: cellsIn(parts, new Set(computed.map(({ key }) => key))),
    tokens: { needed: sum('needed'), computed: sum('computed'), naive: sum('naive') },
    saved: work.flatMap(({ saved }) => (saved === undefined ? [] : [saved])),
    warnings: work.flatMap(({ warnings }) => warnings),
  }
}

/**
 * Cells that rest on anything that this run computed, for whichever test, and the others. Cells that read the same records, each in its own
 * way, are one, and so is a cell that several tests read, or a gate in parts.
 */
function cellsIn(
  parts: readonly { name: string; records: readonly RestedOn[] }[],
  computed: ReadonlySet<string>,
): RunCost['cells'] {
  const byName = new Map<string, Set<string>>()
  for (const { name, records } of parts) {
    const keys = byName.get(name) ?? new Set()
    for (const { key } of records) keys.add(key)
    byName.set(name, keys)
  }
  const cells = new Map([...byName.values()].map((keys) => [[...keys].sort().join(' '), [...keys]]))
  const fresh = [...cells.values()].filter((keys) => keys.some((key) => computed.has(key))).length
  return { stored: cells.size - fresh, computed: fresh }
}
