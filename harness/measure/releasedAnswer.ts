import { trim } from './metric/whiteSpace.ts'

/** Who wrote a text: the released code of arXiv 2501.08716 reads each kind of model by rules of its own. */
export type Writer = 'base' | 'samplegen' | 'flan'

/**
 * The answer that the released code takes from a text, and whether a marker stood before it; empty where it finds none.
 *
 * A base model has answered with whatever its first line says. Of a tuned model only what follows `Answer Solution:` counts, however
 * plain the answer beside it, or, for `flan`, what precedes a literal `</s>`. Quotes stay. Source: `eval` in the release's test.py
 * (daf2a2e), for prompts that list their options.
 *
 * @example releasedAnswer('yes', 'base') // { answer: 'yes', marked: false }
 * @example releasedAnswer('yes', 'flan') // { answer: '', marked: false }
 */
export function releasedAnswer(generated: string, writer: Writer): { answer: string; marked: boolean } {
  const line = writer === 'base' ? firstLine(generated) : ''
  const marked = writer === 'base' ? /[aA]nswer(?: Solution)*:.*/s.exec(line)?.[0] : behindMarker(generated, writer)
  return marked === undefined ? { answer: line, marked: false } : { answer: withoutMarkers(marked), marked: true }
}

/**
 * The option that the release hears in an answer to lettered options: the first capital letter names it, so that `Bob` is option B.
 * The answer itself where it names none.
 */
export function heardLetter(answer: string, options: readonly string[]): string {
  const letter = /[A-Z]/.exec(answer)?.[0]
  return letter === undefined ? answer : (options[letter.charCodeAt(0) - FIRST_LETTER] ?? answer)
}

const FIRST_LETTER = 'A'.charCodeAt(0)

function firstLine(generated: string): string {
  const lines = generated.split('\n').map(trim)
  return lines.find((line) => line !== '') ?? ''
}

function behindMarker(generated: string, writer: Writer): string | undefined {
  const ended = writer === 'flan' ? /(?:[^\n](?!<\/s>))*[^\n](?=<\/s>)/.exec(generated)?.[0] : undefined
  return ended ?? /Answer Solution:[^\n]*/.exec(generated)?.[0]
}

function withoutMarkers(answer: string): string {
  return answer
    .replace(/[aA]nswer Solution:[ *]*/g, '')
    .replaceAll('Answer: ', '')
    .replace(/^ +/, '')
}
