import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readJson } from './jsonFile.ts'
import { inverseFrequencies, stretchedFrequencies } from './rope.ts'
import type { Rope } from './rope.ts'
import { readRopes } from './ropeSettings.ts'

/** What fixtures/oracle/rope.py wrote: the float32 frequencies of transformers. */
interface Row {
  head_dim: number
  rope_parameters: { rope_type: Rope['kind'] }
  frequencies: number[]
  stretched?: number[]
}

const rows = JSON.parse(readFileSync(new URL('../../../fixtures/oracle/rope.json', import.meta.url), 'utf8')) as Row[]
const folder = mkdtempSync(join(tmpdir(), 'kshot-'))
const kinds = ['default', 'linear', 'llama3', 'yarn', 'longrope'] as const

afterAll(() => {
  rmSync(folder, { recursive: true })
})

function ropeOf({ head_dim: width, rope_parameters: settings }: Row): Rope {
  const file = join(folder, 'config.json')
  writeFileSync(file, JSON.stringify({ rope_parameters: settings, max_position_embeddings: 131_072 }))
  const ropes = readRopes(readJson(file), { tables: 'one', theta: 'rope_theta', kinds }, width)
  if (ropes === 'none') throw new Error('expected a rope')
  return ropes.full
}

/** How many float32 numbers lie from one to the next, in units of the last digit. */
function lastDigits(found: number, wanted: number): number {
  return Math.round(Math.abs(found - wanted) / (Math.abs(wanted) * 2 ** -24))
}

test.each(kinds)('frequencies of %s are those of transformers, nearly all to the last digit', (kind) => {
  const off = rows
    .filter(({ rope_parameters: { rope_type: type } }) => type === kind)
    .flatMap((row) => {
      const rope = ropeOf(row)
      const found = inverseFrequencies(rope)
      const long = rope.kind === 'longrope' ? stretchedFrequencies(rope) : []
      expect([found.length, long.length]).toEqual([row.frequencies.length, row.stretched?.length ?? 0])
      const wanted = [...row.frequencies, ...(row.stretched ?? [])]
      return [...found, ...long].map((f, i) => lastDigits(f, Math.fround(wanted[i] ?? NaN)))
    })
  expect(Math.max(...off)).toBeLessThanOrEqual(4)
  expect(off.filter((n) => n > 0).length / off.length).toBeLessThan(0.02)
})
