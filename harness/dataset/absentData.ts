import { existsSync } from 'node:fs'
import path from 'node:path'
import { hubFolder, needed } from '../suite/hub.ts'
import type { Layout, Split } from '../suite/layout.ts'
import type { Task } from '../suite/task.ts'

/** What is not on this machine of a task's data set, how large it is and where to put it; undefined where all of it is there. */
export function absentData({ source }: Pick<Task, 'source'>, { set, test, pool }: Layout): string | undefined {
  const splits = [test, ...(pool?.from === 'split' ? [pool] : [])].filter(({ file }) => !existsSync(file))
  if (splits.length === 0) return undefined
  const name = [set.name, ...(set.config === undefined ? [] : [set.config])].join(' ')
  const where = set.from === 'hub' ? 'Hugging Face hub' : (source.url ?? source.name)
  const files = splits.map(
    (split) => `${sizeOf(split)}, as ${path.relative(hubFolder(), split.file).replaceAll(path.sep, '/')}`,
  )
  return needed(`${name} (${where}, licence ${source.licence}): ${files.join('; ')}`)
}

/** `validation, 5 463 rows, 1.4 MB`. */
function sizeOf({ name, rows, bytes }: Split): string {
  const count = rows === undefined ? 'rows unknown' : `${String(rows).replace(/\B(?=(\d{3})+$)/gu, '\u00A0')}\u00A0rows`
  return [name, count, bytes === undefined ? 'size unknown' : inBytes(bytes)].join(', ')
}

function inBytes(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB']
  const power = Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3))
  const value = bytes / 1000 ** power
  return `${power === 0 || value >= 100 ? Math.round(value) : Number(value.toPrecision(2))}\u00A0${units[power] ?? ''}`
}
