import type { Item } from '../dataset/item.ts'
import type { Task, TextUse } from '../suite/task.ts'
import type { IndexedContent, LeakIndex } from './leakIndex.ts'
import type { Passage } from './readText.ts'
import { searchWords } from './searchWords.ts'
import { wordsOf } from './wordsOf.ts'

/** Test items of a task in one language that stand in texts of one use. */
export interface Leak {
  task: string
  /** The translation that they are of; absent for the task's own language. */
  language?: string
  use: TextUse
  /** Test items that stand there whole. */
  items: number
  /** 13-grams of test items that stand there. */
  grams: number
  /** Ids of the test items that stand there whole or have such a 13-gram, in the order of the task's rows. */
  found: string[]
  /** The first find: the text's file and 1-based line, and the words where it begins. */
  first: Place
  /** Why the task file allows it; absent where it does not. */
  allowed?: string
}

export interface Place {
  file: string
  line: number
  words: string
}

/** What was looked for, where, and what was found. */
export interface LeakReport {
  tasks: { task: string; language?: string; items: number; withoutWords: number; grams: number }[]
  /** Tasks that were left out, since their rows are not on this machine. */
  absent: { task: string; reason: string }[]
  texts: SearchedText[]
  leaks: Leak[]
}

export interface SearchedText extends TextSource {
  words: number
}

/** A file of text, and whether a task names it, as its exemplars or its training rows, or the command line does. */
export interface TextSource {
  file: string
  use: TextUse
  named: 'task' | 'option'
}

/** A task in its own language or, where one is named, in a translation. */
export interface SearchedTask {
  task: Task
  language?: string
}

/** Collects what is found; `done` is the report of everything that was searched. */
export interface LeakSearch {
  search: (passage: Passage, source: TextSource) => void
  done: () => LeakReport
}

/** Why a report found nothing because it looked for nothing, or nowhere; undefined where something was searched. */
export function whyNothing({ tasks, absent, texts }: LeakReport): string | undefined {
  const [first] = absent
  if (tasks.length === 0 && first !== undefined)
    return `the rows of all ${absent.length} tasks are not on this machine; the first, ${first.task}, ${first.reason}`
  if (tasks.every(({ items }) => items === 0)) return 'there is no test item to look for'
  if (texts.length === 0) return 'no task has exemplars or training rows, and neither --text nor --tuning names a file'
  return undefined
}

/** A search for the test items of `tasks`, which the index has in the same order; `absent` are those that it lacks. */
export function leakSearch(tasks: readonly SearchedTask[], absent: LeakReport['absent'], index: LeakIndex): LeakSearch {
  const finds = new Map<TextUse, Finds>()
  const texts = new Map<string, SearchedText>()
  return {
    search: (passage, { file, use, named }) => {
      const text = texts.get(`${use} ${file}`) ?? { file, use, named, words: 0 }
      text.words += passage.words.length - passage.shared
      texts.set(`${use} ${file}`, text)
      const found = finds.get(use) ?? { contents: new Set(), grams: tasks.map(() => new Set()), first: new Map() }
      finds.set(use, found)
      searchInto(found, passage, file, index)
    },
    done: () => ({
      tasks: tasks.map(({ task, language }, at) => {
        const { items, withWords, grams } = index.tasks[at] ?? { items: [], withWords: 0, grams: [] }
        return {
          ...inLanguage(task, language),
          items: items.length,
          withoutWords: items.length - withWords,
          grams: grams.length,
        }
      }),
      absent,
      texts: [...texts.values()],
      leaks: [...finds].flatMap(([use, found]) => tasks.flatMap((task, at) => leakOf(task, at, use, found, index))),
    }),
  }
}

/** An exemplar or a training row as text: its fields and its answer, as test items are compared. */
export function poolPassage({ fields, answer, source }: Item): Passage {
  const words = wordsOf([...fields.map(({ value }) => value), answer.text].join('\n'))
  return { words, lines: words.map(() => source.line), shared: 0 }
}

interface Finds {
  contents: Set<number>
  /** By task. */
  grams: Set<number>[]
  /** By task. */
  first: Map<number, Place>
}

function searchInto(found: Finds, { words, lines }: Passage, file: string, index: LeakIndex): void {
  searchWords(words, index, {
    wants: (pattern) =>
      pattern.kind === 'gram'
        ? found.grams[pattern.task]?.has(pattern.gram) === false
        : !found.contents.has(pattern.content),
    found: (pattern, at) => {
      if (pattern.kind === 'gram') found.grams[pattern.task]?.add(pattern.gram)
      else found.contents.add(pattern.content)
      const task = pattern.kind === 'gram' ? pattern.task : taskOf(index.contents[pattern.content])
      if (found.first.has(task)) return
      found.first.set(task, { file, line: lines[at] ?? 1, words: words.slice(at, at + SHOWN_WORDS).join(' ') })
    },
  })
}

const SHOWN_WORDS = 16
const taskOf = (content: IndexedContent | undefined) => content?.task ?? 0

const inLanguage = ({ name }: Task, language: string | undefined) => ({
  task: name,
  ...(language === undefined ? {} : { language }),
})

function leakOf({ task, language }: SearchedTask, at: number, use: TextUse, found: Finds, index: LeakIndex): Leak[] {
  const first = found.first.get(at)
  if (first === undefined) return []
  const own = index.tasks[at]
  const whole = new Set(
    [...found.contents].flatMap((content) => {
      const known = index.contents[content]
      return known?.task === at ? known.items : []
    }),
  )
  const grams = [...(found.grams[at] ?? [])]
  const any = new Set([...whole, ...grams.flatMap((gram) => own?.grams[gram] ?? [])])
  const { leaks } = task
  const allowed = leaks?.allowed.includes(use) === true ? { allowed: leaks.reason } : {}
  const ids = own?.items.filter((_, item) => any.has(item)) ?? []
  return [{ ...inLanguage(task, language), use, items: whole.size, grams: grams.length, found: ids, first, ...allowed }]
}
