import type { Problem } from './problem.ts'
import { problemIn } from './readYaml.ts'
import type { TaskFile } from './task.generated.ts'
import type { Written } from './validate.ts'
import { either } from './words.ts'

type Complaint = Omit<Problem, 'file' | 'line' | 'column'>

/** What a task says of where its rows are, and of their columns, that its schema cannot refuse. */
export function layoutProblems({ data: task, file }: Pick<Written<TaskFile>, 'data' | 'file'>): Problem[] {
  const complain = (keys: string[], complaint: Complaint | undefined) =>
    complaint === undefined ? [] : [problemIn(file, keys, complaint)]
  const isLayout = task.data.hub !== undefined || task.data.manual !== undefined
  const ofLayout = (['columns', 'keep', 'maker'] as const).filter((key) => !isLayout && task[key] !== undefined)
  return [
    ...complain(['data'], dataFault(task)),
    ...complain(['exemplars'], poolFault(task, isLayout)),
    ...ofLayout.flatMap((key) =>
      complain([key], {
        what: 'is about the columns of a data set',
        expected: '`data` with `hub` or `manual`',
        found: `\`data.file\`, whose rows have the task's own fields`,
        todo: 'Delete it, or name the data set.',
      }),
    ),
    ...(['training', 'translations'] as const)
      .filter((key) => isLayout && task[key] !== undefined)
      .flatMap((key) =>
        complain([key], {
          what: 'names rows of its own beside a public data set',
          expected: `no \`${key}\`: tests and exemplars are splits, and tuning uses the exemplars`,
          found: `\`data\` of ${task.data.hub ?? task.data.manual ?? ''}`,
          todo: 'Delete it.',
        }),
      ),
    ...Object.entries(task.columns ?? {}).flatMap(([field, written]) =>
      typeof written === 'string' ? [] : complain(['columns', field], columnFault(written)),
    ),
  ]
}

function dataFault({ data }: TaskFile): Complaint | undefined {
  const sources = (['file', 'hub', 'manual'] as const).filter((key) => data[key] !== undefined)
  if (sources.length !== 1) {
    return {
      what: sources.length === 0 ? 'does not say where the rows are' : 'says twice where the rows are',
      expected: 'one of `file`, `hub` and `manual`',
      found: sources.length === 0 ? 'none of them' : sources.join(' and '),
      todo: 'Write, for example, `data: { file: data/nli-kind.jsonl }`.',
    }
  }
  const ofSplit = (['config', 'split', 'rows', 'bytes'] as const).filter((key) => data[key] !== undefined)
  if (data.file !== undefined && ofSplit.length > 0) {
    return {
      what: 'has keys that a file does not have',
      expected: 'only `file`',
      found: ['file', ...ofSplit].join(', '),
      todo: `Delete ${either(ofSplit.map((key) => `\`${key}\``))}, or name the data set with \`hub\` or \`manual\`.`,
    }
  }
  if (data.file !== undefined || data.split !== undefined) return undefined
  return {
    what: 'names no split',
    expected: 'the split that holds the test rows',
    found: `only ${Object.keys(data).join(', ')}`,
    todo: 'Add, for example, `split: validation`.',
  }
}

function poolFault({ exemplars, data }: TaskFile, isLayout: boolean): Complaint | undefined {
  if (typeof exemplars !== 'object') return undefined
  const wanted = isLayout ? (['split', 'share'] as const) : (['file'] as const)
  const found = (['file', 'split', 'share', 'by'] as const).filter((key) => exemplars[key] !== undefined)
  const isSound = found.filter((key) => key !== 'by').length === 1 && wanted.some((key) => exemplars[key] !== undefined)
  if (!isSound || (exemplars.by !== undefined && exemplars.share === undefined)) {
    return {
      what: 'does not say where the exemplars are',
      expected: isLayout
        ? '`split`, another split of the data set, or `share` of its only one, perhaps with `by`'
        : '`file`, as in `data`',
      found: found.join(', ') || 'none of these keys',
      todo: isLayout ? 'Write, for example, `split: train`.' : 'Write, for example, `file: data/pool.jsonl`.',
    }
  }
  if (exemplars.split === undefined || exemplars.split !== data.split) return undefined
  return {
    what: 'are the test rows',
    expected: 'a split that shares no item with the test rows: the prompt would show the answer',
    found: `${exemplars.split}, the split of \`data\``,
    todo: 'Name another split, or write `share: 0.2` to divide this one.',
  }
}

type WrittenColumn = Extract<NonNullable<TaskFile['columns']>[string], object>

/** Each kind of column, and the keys that go with it. */
const KINDS = { class: ['names'], place: ['among'], list: [], join: ['with'] } as const

function columnFault(written: WrittenColumn): Complaint | undefined {
  const kinds = (['class', 'place', 'list', 'join'] as const).filter((kind) => written[kind] !== undefined)
  const [kind] = kinds
  const keys = Object.keys(written)
  const expected = 'one of `class` with `names`, `place` with `among`, `list`, and `join`, perhaps with `with`'
  const complaint = { expected, found: keys.join(', ') || 'none of these keys' }
  if (kind === undefined || kinds.length > 1)
    return { what: 'does not say one thing', ...complaint, todo: 'Keep one of them, or write the name of a column.' }
  const companions: readonly string[] = KINDS[kind]
  const alien = keys.filter((key) => key !== kind && !companions.includes(key))
  if (alien.length > 0)
    return { what: `has keys that \`${kind}\` does not know`, ...complaint, todo: `Delete ${alien.join(', ')}.` }
  const isWhole = (kind !== 'class' || written.names !== undefined) && (kind !== 'place' || written.among !== undefined)
  if (isWhole) return undefined
  return { what: `lacks what goes with \`${kind}\``, ...complaint, todo: `Add \`${companions.join(', ')}\`.` }
}
