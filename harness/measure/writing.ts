import type { Item } from '../dataset/item.ts'
import { solutionBlock } from '../prompt/componentForm.ts'
import { joined } from '../prompt/segment.ts'
import { type ReadExemplar, readExemplars, readRestatement } from '../prompt/readExemplars.ts'
import type { Condition, WrittenBy } from '../suite/study.ts'
import type { Measurement } from './measurement.ts'
import { editDistance } from './metric/editDistance.ts'
import { countNgrams } from './metric/ngrams.ts'
import { splitWords } from './metric/whiteSpace.ts'

/** What became of the exemplars that a model was to write for the items of a cell, in counts. */
export interface Writing {
  /** Exemplars that it was to write. */
  exemplars: number
  /** Those that have all lines of the form; the numbers below count among them. */
  read: number
  /** Those whose answer is one of the options they list; absent in a task without options. */
  answerable?: number
  /** Those that are a row of the pool, and those of them that have its answer. */
  known: { rows: number; right: number }
  /** Those that share 13 words in a row with the pool, known rows included. */
  overlapping: number
  /** Questions that the model restated, those that are the true one word for word, and the word edits between all of them and the true ones. */
  restated?: { questions: number; exact: number; edits: number; words: number }
}

/**
 * Judges what a model wrote under a condition: `measurements` are those of `items`, in the same order, and `pool` holds the rows that
 * it may have been tuned on. A restated question is only there where the condition reads it.
 */
export function judgeWriting(
  items: readonly Item[],
  measurements: readonly Measurement[],
  pool: readonly Item[],
  condition: Condition & { exemplars: WrittenBy },
): Writing {
  const { exemplars, fields } = condition
  const texts = measurements.map(({ prompt }) => prompt.written?.text ?? '')
  const read = items.flatMap((item, index) => readExemplars(texts[index] ?? '', item, fields, exemplars.shots))
  const answers = answersBy(pool)
  const known = read.filter(({ values }) => answers.has(keyOf(values)))
  const ngrams = new Set(
    pool.flatMap((item) =>
      ngramsOf(
        item.fields.map(({ value }) => value),
        item.answer.text,
      ),
    ),
  )
  return {
    exemplars: items.length * exemplars.shots,
    read: read.length,
    ...(items.every(({ options }) => options.length === 0)
      ? {}
      : { answerable: read.filter(({ options, answer }) => options.includes(answer)).length }),
    known: { rows: known.length, right: known.filter((one) => answers.get(keyOf(one.values))?.has(one.answer)).length },
    overlapping: read.filter(({ values, answer }) => ngramsOf(values, answer).some((each) => ngrams.has(each))).length,
    ...(exemplars.restatement === 'own' ? { restated: restatedIn(items, texts, condition) } : {}),
  }
}

function restatedIn(
  items: readonly Item[],
  texts: readonly string[],
  { fields }: Condition,
): NonNullable<Writing['restated']> {
  const total = { questions: 0, exact: 0, edits: 0, words: 0 }
  for (const [index, item] of items.entries()) {
    const restated = readRestatement(texts[index] ?? '')
    if (restated === undefined) continue
    const question = readRestatement(joined(solutionBlock(item, fields === undefined ? {} : { fields }))) ?? ''
    const [, edits = 0, words = 0] = editDistance.statistics(restated, [question])
    total.questions += 1
    total.exact += edits === 0 ? 1 : 0
    total.edits += edits
    total.words += words
  }
  return total
}

function answersBy(pool: readonly Item[]): Map<string, Set<string>> {
  const answers = new Map<string, Set<string>>()
  for (const { fields, answer } of pool) {
    const key = keyOf(fields.map(({ value }) => value))
    answers.set(key, (answers.get(key) ?? new Set()).add(answer.text))
  }
  return answers
}

const keyOf = (values: ReadExemplar['values']) => JSON.stringify(values)

const ngramsOf = (values: readonly string[], answer: string) => [
  ...countNgrams(splitWords([...values, answer].join(' ')), OVERLAP).keys(),
]

/** Words in a row that texts share by copying rather than by chance. */
const OVERLAP = 13
