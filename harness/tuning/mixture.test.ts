import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { checkFolder } from '../dataset/checkFolder.ts'
import type { Task, TaskRole } from '../suite/task.ts'
import { type Mixture, MIXTURES } from '../study/mixture.ts'
import { mixtureTasks } from '../study/mixtureTasks.ts'

/** Clusters and roles of arXiv 2501.08716: tuned on in the main mixture, held out of it, in a cluster that it drops. */
const SOURCE: Record<string, [trained: string, heldOut: string, untouched: string]> = {
  nli: ['anli_r1 anli_r2 anli_r3 rte cb snli mnli wnli', 'qnli', ''],
  commonsense: ['copa hellaswag piqa', 'story_cloze', ''],
  sentiment: ['imdb_reviews sentiment140 sst2', 'yelp_polarity_reviews', ''],
  paraphrase: ['mrpc qqp paws_wiki', 'stsb', ''],
  'closed-book': ['arc arc_easy', 'trivia_qa_full trivia_qa_wiki', ''],
  reading: ['bool_q drop multirc openbookqa', 'squad squad_v2', ''],
  'reading-commonsense': ['cosmos_qa', 'record', ''],
  coreference: ['dpr_raw', 'wsc273 winogrande', ''],
  misc: ['', '', 'coqa quac trec cola wic math_dataset fix_punct'],
  'struct-to-text': ['common_gen e2e_nlg web_nlg', 'dart', ''],
  translation: ['para_crawl_ende para_crawl_enes para_crawl_enfr cs-en de-en fi-en ru-en tr-en', 'ro-en', ''],
  summarisation: ['', '', 'aeslc ag_news cnn_dailymail gigaword samsum xsum opin_idebate opin_movie'],
}
const ROLES: TaskRole[] = ['trained', 'held-out', 'untouched']
const { study, tasks: lab } = checkFolder(fileURLToPath(new URL('../../suites/lab/study.yaml', import.meta.url)))
const like = anyOf(lab)
const source = Object.entries(SOURCE).flatMap(([cluster, parts]) =>
  parts.flatMap((names, index) =>
    names
      .replaceAll('_', '-')
      .split(' ')
      .filter((name) => name !== '')
      .map((name) => task(`${cluster}/${name}`, ROLES[index] ?? 'unknown')),
  ),
)

test('the registry has 21 mixtures, counting forms', () => {
  expect(MIXTURES.flatMap(({ forms }) => forms)).toHaveLength(21)
})

// Counts of the released configuration; setups 3 and 6 with the one task that it drops by mistake.
test.each([
  ['main', 36],
  ['corrupted', 36],
  ['relevance', 36],
  ['no-answer', 36],
  ['unified', 36],
  ['setup-1', 18],
  ['setup-2', 23],
  ['setup-3', 1],
  ['setup-4', 1],
  ['setup-5', 48],
  ['setup-6', 49],
  ['setup-7', 49],
])('over the tasks of the source, %s has %i', (name, count) => {
  expect(mixtureTasks(mixture(name), source, study)).toHaveLength(count)
})

test('setups about one task find it by the name it has in the source', () => {
  const added = (name: string, without: string) => {
    const fewer = mixtureTasks(mixture(without), source, study)
    return mixtureTasks(mixture(name), source, study).filter((each) => !fewer.includes(each))
  }
  expect(mixtureTasks(mixture('setup-3'), source, study).map(({ name }) => name)).toEqual(['nli/qnli'])
  expect(mixtureTasks(mixture('setup-4'), source, study).map(({ name }) => name)).toEqual(['nli/mnli'])
  expect(added('setup-6', 'setup-5').map(({ name }) => name)).toEqual(['coreference/winogrande'])
  expect(added('setup-7', 'setup-5').map(({ name }) => name)).toEqual(['coreference/dpr-raw'])
})

describe('a folder that lacks what a mixture is about is refused by name', () => {
  const some = [task('nli/a', 'trained'), task('nli/b', 'trained'), task('nli/c', 'held-out'), task('x/d', 'untouched')]

  const refusals: { name: string; tasks: Task[]; wanted?: string; words: string }[] = [
    { name: 'main', tasks: some.slice(2), words: '1 held-out, 1 untouched' },
    { name: 'setup-1', tasks: some, words: 'role trained or untouched in cluster struct-to-text' },
    { name: 'setup-2', tasks: some.slice(3), words: 'would leave nothing out' },
    { name: 'setup-4', tasks: some, words: 'nli/a or nli/b' },
    { name: 'setup-4', tasks: some, wanted: 'nli/c', words: '--task nli/c' },
    { name: 'setup-5', tasks: some, words: 'would leave nothing out' },
    { name: 'setup-3', tasks: some.slice(0, 1), words: 'needs one held-out task of cluster nli' },
    { name: 'main', tasks: some, wanted: 'nli/a', words: 'is not about one task' },
  ]
  test.each(refusals)('$name: $words', ({ name, tasks, wanted, words }) => {
    expect(() => mixtureTasks(mixture(name), tasks, study, wanted)).toThrow(words)
  })

  test('and where one task is enough, or is named, it is taken', () => {
    expect(mixtureTasks(mixture('setup-3'), some, study).map(({ name }) => name)).toEqual(['nli/c'])
    expect(mixtureTasks(mixture('setup-4'), some, study, 'nli/b').map(({ name }) => name)).toEqual(['nli/b'])
  })
})

function mixture(name: string): Mixture {
  const found = MIXTURES.find((each) => each.name === name)
  if (found === undefined) throw new Error(`no mixture ${name}`)
  return found
}

function task(name: string, role: TaskRole) {
  return { ...like, name, cluster: name.split('/')[0] ?? '', role }
}

function anyOf<T>([first]: readonly T[]): T {
  if (first === undefined) throw new Error('there is none')
  return first
}
