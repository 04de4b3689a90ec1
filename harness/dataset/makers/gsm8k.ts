import { createHash } from 'node:crypto'
import type { Fault } from '../columns.ts'
import { isFault, textAt } from './columnOf.ts'

/**
 * A word problem with four numbers to choose from, in ascending order. The distractors match the answer in size and are no step of its
 * rationale: they stand at equal steps below and above it, a step being its second digit, over every number that problem or
 * rationale names. How many lie below is the hash of the question, so no place is likelier to be right; fewer, where 0 would be passed.
 */
export function gsm8k(values: Readonly<Record<string, unknown>>): Record<string, unknown> | Fault {
  const question = textAt(values, 'question')
  if (isFault(question)) return question
  const solved = textAt(values, 'answer')
  if (isFault(solved)) return solved
  const [rationale = '', last = ''] = solved.split('####')
  const answer = numberOf(last)
  if (!Number.isSafeInteger(answer))
    return { path: 'answer', expected: 'a rationale, #### and a whole number', found: solved }
  const named = new Set(
    [...`${question} ${rationale}`.matchAll(/\d[\d,]*(?:\.\d+)?/gu)].map(([text]) => numberOf(text)),
  )
  const step = 10 ** Math.max(0, String(Math.abs(answer)).length - 2)
  const lower = Math.floor((createHash('sha256').update(question).digest()[0] ?? 0) / 64)
  const below = nearby(answer, -step, lower, named)
  const above = nearby(answer, step, 3 - below.length, named)
  return {
    options: [...below.reverse(), answer, ...above].map(String),
    right: below.length,
  }
}

const numberOf = (text: string) => (text.trim() === '' ? NaN : Number(text.replaceAll(',', '').trim()))

/** The first `count` numbers at equal steps from a number that are not `named`; none beyond 0, on its other side. */
function nearby(from: number, step: number, count: number, named: ReadonlySet<number>): number[] {
  const found: number[] = []
  for (let value = from + step; found.length < count; value += step) {
    if (from >= 0 && value < 0) break
    if (!named.has(value)) found.push(value)
  }
  return found
}
