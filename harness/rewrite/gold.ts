import type { Problem } from '../suite/problem.ts'
import { shown } from '../suite/words.ts'
import { type Draft, renderDraft } from './draft.ts'

/** What is wrong, if anything, with a rewritten draft: its item must stay the same item, with the same right answer. */
export function goldProblem(before: Draft, after: Draft): Problem | undefined {
  const fault = answerFault(before, after) ?? optionFault(after)
  if (fault === undefined) return undefined
  const { source } = before.item
  return { file: source.file, line: source.line, column: 1, ...fault }
}

type Said = Pick<Problem, 'what' | 'expected' | 'found' | 'todo'>

function answerFault({ item: was }: Draft, { item }: Draft): Said | undefined {
  const isTranslated = was.answer.text !== item.answer.text && was.options.length === item.options.length
  const chosen = item.answer.index === undefined ? item.answer.text : item.options[item.answer.index]
  if (item.id === was.id && chosen === item.answer.text && (!isTranslated || item.answer.index === was.answer.index))
    return undefined
  return {
    what: `a rewrite changes the right answer of item ${was.id}`,
    expected: shown(was.answer.text),
    found: shown(chosen),
    todo: 'Leave the rewrite out for this task.',
  }
}

/** The options that the question lists must be those that are compared. */
function optionFault(draft: Draft): Said | undefined {
  const { item } = draft
  const listed = renderDraft(draft).segments.filter(({ part, exemplar }) => part === 'option' && exemplar === undefined)
  if (listed.length !== item.options.length) return undefined
  const wrong = listed.findIndex(({ text }, index) => text !== item.options[index])
  if (wrong < 0) return undefined
  return {
    what: `a rewrite changes option ${wrong + 1} of item ${item.id}`,
    expected: shown(item.options[wrong]),
    found: shown(listed[wrong]?.text),
    todo: 'Let the rewrite change other parts of the prompt.',
  }
}
