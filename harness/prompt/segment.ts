/**
 * What a stretch of a prompt is. `instruction`: words around the question; `name`, `value`: of a field; `label`, `option`: an option and
 * what stands before it; `answer`: of an exemplar; `mark`: headings, numbers and separators; `wrap`: a recipe's or a chat template's text;
 * `written`: exemplars that a model wrote; `distractor`: a sentence that has nothing to do with the question.
 */
export type Part =
  | 'instruction'
  | 'name'
  | 'value'
  | 'label'
  | 'option'
  | 'answer'
  | 'cue'
  | 'mark'
  | 'suffix'
  | 'wrap'
  | 'written'
  | 'distractor'

/** A stretch of a prompt; the texts of all of them, joined, are the prompt. */
export interface Segment {
  part: Part
  text: string
  /** The exemplar that it belongs to, counted from 1; absent in the question. */
  exemplar?: number
}

export const joined = (segments: readonly Segment[]) => segments.map(({ text }) => text).join('')

/** The segments of a stretch of their text, from one place to another (UTF-16 units); those at its ends are cut. */
export function slice(segments: readonly Segment[], from: number, to: number): Segment[] {
  let at = 0
  return segments.flatMap((segment) => {
    const start = at
    at += segment.text.length
    const text = segment.text.slice(Math.max(0, from - start), Math.max(0, to - start))
    return text === '' ? [] : [{ ...segment, text }]
  })
}

/** Parts of a prompt one after the other, with a mark between them. */
export function separated(parts: readonly (readonly Segment[])[], by: string): Segment[] {
  return parts.flatMap((part, index) => (index === 0 ? part : [{ part: 'mark' as const, text: by }, ...part]))
}
