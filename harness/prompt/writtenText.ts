import type { WrittenBy } from '../suite/study.ts'
import { cue, solutionHeader } from './markers.ts'
import { writtenExemplars } from './renderPrompt.ts'

/** Where a model that writes exemplars is stopped: where it begins to restate the question, or before it answers its own. */
export function stopString(restatement: WrittenBy['restatement']): string {
  return restatement === 'own' ? cue : solutionHeader
}

/** What is read of what a model wrote: its exemplars alone, or all of it up to its first cue; all of it where it never comes to one. */
export function readingOf(text: string, restatement: WrittenBy['restatement']): string {
  if (restatement === undefined) return writtenExemplars(text)
  const end = text.indexOf(cue)
  return end < 0 ? text.replace(/^\n+|\n+$/gu, '') : text.slice(0, end + cue.length).replace(/^\n+/u, '')
}
