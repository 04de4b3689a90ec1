import { type Line, marked, paragraph, render } from './line.ts'
import { count } from './number.ts'

/** A test that did not run because something it needs is not on this machine, and what that is. */
export interface Absent {
  suite: string
  reason: string
}

/** What the tests of a folder lack on this machine, each need once; all of it in one line where other studies ran beside it. */
export function absent(
  folder: string,
  tests: readonly Absent[],
  page: { columns: number; colour: boolean; whole: boolean },
): string {
  const of = `  ${folder}: ${count(tests.length, 'test')} skipped, for want of data or weights`
  const pointer = page.whole ? '' : `; \`npx vitest run ${folder}\` says which`
  const heading: Line = [' ', marked('strong', 'kshot'), of + pointer]
  if (!page.whole) return render([heading], page.colour)
  const suites = new Map<string, Set<string>>()
  for (const { suite, reason } of tests) suites.set(reason, (suites.get(reason) ?? new Set()).add(suite))
  const needs = [...suites].flatMap(([reason, of]): Line[] => [
    ...(of.size <= NAMED ? [...of] : [count(of.size, 'suite')]).map((name) => ['   ', marked('strong', name)]),
    ...paragraph(['     '], reason, page.columns),
  ])
  return render([heading, ...needs], page.colour)
}

/** Suites that are named one by one; a checkpoint that is absent stops all of them. */
const NAMED = 4
