import { type Line, marked, paragraph, render } from './line.ts'
import { count } from './number.ts'

/** Suites of a study that did not run because no filter named its folder. */
export interface LeftOut {
  /** Relative to the project, with forward slashes. */
  folder: string
  tasks: number
  /** Hypotheses and gates. */
  claims: number
}

/** A line for each study that was left out. */
export function leftOut(studies: readonly LeftOut[], page: { columns: number; colour: boolean }): string {
  const lines = studies.flatMap(({ folder, tasks, claims }): Line[] => {
    const suites = [...(tasks > 0 ? [count(tasks, 'task')] : []), ...(claims > 0 ? [count(claims, 'claim')] : [])]
    return paragraph(
      [' ', marked('strong', 'left out'), '  '],
      `${folder}: ${suites.join(' and ')}, runs when named`,
      page.columns,
    )
  })
  return render(lines, page.colour)
}
