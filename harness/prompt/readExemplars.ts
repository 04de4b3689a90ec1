import type { Item } from '../dataset/item.ts'
import type { Rewording } from '../suite/study.ts'
import { labelsOf } from './componentForm.ts'
import { cue, solutionHeader } from './markers.ts'

/** An exemplar as a model wrote it, in the form that exemplars are shown in. */
export interface ReadExemplar {
  values: string[]
  /** The options it lists; empty for a task without options. */
  options: string[]
  answer: string
}

/**
 * The exemplars 1 to `shots` in a text that a model wrote about an item, those that have all lines of the form, and no others.
 * A value may have several lines.
 */
export function readExemplars(text: string, item: Item, fields: Rewording['fields'], shots: number): ReadExemplar[] {
  const labels = labelsOf(item, fields)
  const hasOptions = item.options.length > 0
  const blocks = (text.split(solutionHeader, 1)[0] ?? '').split(/^(?=Example \d+:$)/mu)
  return Array.from({ length: shots }, (_, index) => index + 1).flatMap((number) => {
    const lines = labels.map((label) => `${escaped(label)} ${number}: ([^]*?)\n`)
    const form = new RegExp(`^Example ${number}:\n${lines.join('')}Answer ${number}: ([^\n]*)$`, 'u')
    const found = blocks.map((block) => form.exec(block.trimEnd())).find((match) => match !== null)
    if (found === undefined) return []
    const values = found.slice(1, 1 + item.fields.length)
    const listed = hasOptions ? (found[labels.length] ?? '').split('; ') : []
    return [{ values, options: listed, answer: found.at(-1) ?? '' }]
  })
}

/** The question as a model restated it, without heading and cue; undefined where it wrote no heading. */
export function readRestatement(text: string): string | undefined {
  const at = `\n${text}`.indexOf(`${solutionHeader}\n`)
  return at < 0 ? undefined : (text.slice(at + solutionHeader.length).split(cue, 1)[0] ?? '').trim()
}

/** A text as a regular expression finds it. */
export const escaped = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|/]/gu, '\\$&')
