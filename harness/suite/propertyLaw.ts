import type { Problem } from './problem.ts'
import type { PropertyFile } from './property.generated.ts'
import type { Law } from './property.ts'
import { problemIn } from './readYaml.ts'
import type { SuiteFile } from './suiteFile.ts'
import { shown } from './words.ts'

/** The law that a file states, known to have no problems. */
export function lawOf({ holds: { answer, distance, score }, often }: PropertyFile): Law {
  const share = typeof often === 'number' ? often : 'always'
  if (answer !== undefined) return { of: 'answer', is: answer, often: share }
  if (distance !== undefined)
    return { of: 'distance', within: distance, often: often === 'on average' ? 'on average' : share }
  if (score !== undefined) return { of: 'score', within: score, often: 'on average' }
  throw new Error('a property says nothing of what holds, and was not refused')
}

/** What is wrong with a law, whatever the tasks: it says nothing, says it twice, or could not hold. */
export function lawProblems(file: SuiteFile, data: PropertyFile): Problem[] {
  const named = Object.keys(data.holds)
  if (named.length !== 1)
    return [
      problemIn(file, ['holds'], {
        what: named.length === 0 ? 'says nothing' : 'says several things',
        expected: 'one of answer, distance and score',
        found: named.length === 0 ? 'an empty map' : named.join(', '),
        todo: named.length === 0 ? 'Write, for example, `holds: { answer: stays }`.' : 'Write a file for each.',
      }),
    ]
  return [...oftenProblems(file, data), ...translationProblems(file, data)]
}

function oftenProblems(file: SuiteFile, { holds, often }: PropertyFile): Problem[] {
  if (often === undefined) return []
  const words = holds.score !== undefined ? [] : holds.distance !== undefined ? ['always', 'on average'] : ['always']
  const isKnown =
    holds.score !== undefined ? often === 'on average' : typeof often === 'number' || words.includes(often)
  if (isKnown) return []
  return [
    problemIn(file, ['often'], {
      what: holds.score === undefined ? 'is not a known word' : 'cannot be said of a score',
      expected: holds.score === undefined ? `${words.join(', ')}, or a share such as 0.95` : 'on average',
      found: shown(often),
      todo:
        holds.score === undefined
          ? 'Write one of these.'
          : 'Delete it, or write `holds: { answer: stays }`: a score of one item is right or wrong.',
    }),
  ]
}

/** In another language the same answer is another text. */
function translationProblems(file: SuiteFile, { holds, rewrites }: PropertyFile): Problem[] {
  if (holds.answer !== 'stays' || !rewrites.some((step) => 'translation' in step)) return []
  return [
    problemIn(file, ['holds', 'answer'], {
      what: 'cannot hold in another language',
      expected: 'follows: the same option, in the words of the other language',
      found: 'stays',
      todo: 'Write `holds: { answer: follows }`.',
    }),
  ]
}
