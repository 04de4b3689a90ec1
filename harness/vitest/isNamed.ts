import { relativeFile } from '../report/parts.ts'

/**
 * Whether a filter of the command line names a folder: `suites/paper`, `paper`, or a path that goes on from there. A filter that merely
 * matches files inside, as `nli` may, does not. `root` is the folder that Vitest's filters are relative to.
 */
export function isNamed(folder: string, filters: readonly string[], root: string): boolean {
  const own = relativeFile(folder, root).toLowerCase()
  if (own === '') return true
  const names = Array.from({ length: own.lastIndexOf('/') + 2 }, (_, start) => own.slice(start))
  const written = filters
    .flatMap((filter) => [filter, relativeFile(filter, root)])
    .map((filter) => filter.toLowerCase())
  return written.some((filter) => names.some((name) => filter === name || filter.startsWith(`${name}/`)))
}
