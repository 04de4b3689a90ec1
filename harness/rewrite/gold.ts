import type { Segment } from '../prompt/segment.ts'
import type { Problem } from '../suite/problem.ts'
import { shown } from '../suite/words.ts'
import { answersIn, answersOf } from './answers.ts'
import { type Draft, renderDraft } from './draft.ts'

/** What is wrong, if anything, with a rewritten draft: its item must stay the same item, with the same right answer to be found. */
export function goldProblem(before: Draft, after: Draft): Problem | undefined {
  const fault = answerFault(before, after) ?? textFault(after)
  if (fault === undefined) return undefined
  const { source } = before.item
  return { file: source.file, line: source.line, column: 1, ...fault }
}

type Said = Pick<Problem, 'what' | 'expected' | 'found' | 'todo'>

function answerFault({ item: was, condition: asked }: Draft, after: Draft): Said | undefined {
  const { item, condition } = after
  const { index, text } = item.answer
  const chosen = index === undefined ? text : item.options[index]
  const isSame = condition.language === asked.language ? text === was.answer.text : true
  if (item.id === was.id && chosen === text && isSame && item.options.length === was.options.length)
    return wordFault(after)
  return {
    what: `a rewrite changes the right answer of item ${was.id}`,
    expected: shown(was.answer.text),
    found: shown(chosen),
    todo: 'Leave the rewrite out for this task.',
  }
}

/** Of two options under one word none could be right. */
function wordFault({ item: { id, options }, called }: Draft): Said | undefined {
  const words = options.map((option) => called.get(option) ?? option)
  const at = words.findIndex((word, index) => words.indexOf(word) < index)
  if (at < 0) return undefined
  return {
    what: `a rewrite gives two options of item ${id} one word`,
    expected: 'different words',
    found: `${shown(words[at])} for ${shown(options[words.indexOf(words[at] ?? '')])} and ${shown(options[at])}`,
    todo: 'Write other words for them.',
  }
}

/** The options that a question lists are those that are compared, and an edit neither hides an answer in it nor gives one away. */
function textFault(draft: Draft): Said | undefined {
  const { item, edits } = draft
  if (edits.length === 0) return undefined
  const [plain, edited] = [questionOf({ ...draft, edits: [] }), questionOf(draft)]
  const listed = textsOf(edited, 'option')
  const other = listed.findIndex((text, index) => text !== textsOf(plain, 'option')[index])
  if (other >= 0)
    return {
      what: `a rewrite changes option ${other + 1} of item ${item.id}`,
      expected: shown(textsOf(plain, 'option')[other]),
      found: shown(listed[other]),
      todo: 'Let the rewrite change other parts of the prompt.',
    }
  const answers = answersOf(item)
  const kept = new Set(answersIn(besideOptions(edited), answers))
  const lost = answersIn(besideOptions(plain), answers).find((answer) => !kept.has(answer))
  if (lost !== undefined)
    return {
      what: `a rewrite changes what answers item ${item.id}`,
      expected: `${shown(lost)} to stand in its question still`,
      found: shown(textsOf(edited, 'value').join(' ')),
      todo: 'Take the word out of the rewrite, or leave the rewrite out for this task.',
    }
  const [given] = answersIn(textsOf(edited, 'distractor').join('\n'), answers)
  if (given === undefined) return undefined
  return {
    what: `a distractor says what may answer item ${item.id}`,
    expected: `a sentence without ${shown(given)}`,
    found: shown(textsOf(edited, 'distractor').join(' ').trim()),
    todo: 'Write other `sentences`, or leave the rewrite out for this task.',
  }
}

const questionOf = (draft: Draft) => renderDraft(draft).segments.filter(({ exemplar }) => exemplar === undefined)

/** The text without its options, each of which would otherwise be found in its own list. */
const besideOptions = (segments: readonly Segment[]) =>
  segments.map(({ part, text }) => (part === 'option' ? '\n' : text)).join('')

const textsOf = (segments: readonly Segment[], wanted: Segment['part']) =>
  segments.filter(({ part }) => part === wanted).map(({ text }) => text)
