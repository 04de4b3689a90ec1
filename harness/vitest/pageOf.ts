import type { Vitest } from 'vitest/node'

/** How wide a stream is, and whether it takes colour codes. */
export function pageOf(stream: Vitest['logger']['outputStream']): { columns: number; colour: boolean } {
  return { columns: columnsOf(stream), colour: wantsColour(stream) }
}

/** A pipe has the width that COLUMNS says; without it 120 columns are what logs of CI services show without wrapping. */
function columnsOf(stream: Vitest['logger']['outputStream']): number {
  const wanted = Number(process.env['COLUMNS'])
  const columns = 'columns' in stream && stream.columns > 0 ? stream.columns : wanted > 0 ? wanted : 120
  return Math.max(60, Math.floor(columns))
}

/** Colour codes go to a terminal only, unless the environment asks for them or forbids them. */
function wantsColour(stream: Vitest['logger']['outputStream']): boolean {
  if (process.env['NO_COLOR'] !== undefined) return false
  if (process.env['FORCE_COLOR'] !== undefined) return process.env['FORCE_COLOR'] !== '0'
  return 'isTTY' in stream && stream.isTTY
}
