/** What `npx kshot baseline save` writes: the outcome of every item of a checkpoint, and what they depend on. */
export interface BaselineRecord {
  /** Version of this format. */
  format: 1
  /** Version of kshot that wrote it. */
  kshot: string
  /** The checkpoint, as a reader knows it. */
  checkpoint: string
  study: string
  condition: string
  /** How prompts and options became tokens. */
  rules: { seam: string; tooLong: string }
  /** Runtime and version behind the digits, and SHA-256 of configuration, weights and tokenizer of the folders. */
  provenance: { engine: Readonly<Record<string, string | number>>; base: string; adapter?: string }
  tasks: RecordedTask[]
}

/** One task of a record. */
export interface RecordedTask {
  task: string
  metric: string
  /** Most tokens of an answer in free text; absent where there are options. */
  maxTokens?: number
  /** Id, score in [0, 1], and first 16 hex digits of a SHA-256 over prompt, options and answers. */
  items: [id: string, score: number, asked: string][]
}

/** The record in a text, or why there is none. */
export function parseBaseline(
  text: string,
): { state: 'read'; record: BaselineRecord } | { state: 'refused'; found: string } {
  if (text.trim() === '') return { state: 'refused', found: 'an empty file' }
  let data: unknown
  try {
    data = JSON.parse(text)
  } catch {
    return { state: 'refused', found: 'text that is not JSON, or only its beginning' }
  }
  if (!isObject(data) || !('format' in data)) return { state: 'refused', found: 'JSON without `format`' }
  if (data['format'] !== 1) return { state: 'refused', found: `format ${JSON.stringify(data['format'])}` }
  if (!isRecord(data)) return { state: 'refused', found: 'a damaged record' }
  const twice = toldTwice(data)
  return twice === undefined ? { state: 'read', record: data } : { state: 'refused', found: twice }
}

/** What a merge of two records leaves behind: only one of two outcomes could count. */
function toldTwice({ tasks }: BaselineRecord): string | undefined {
  const task = repeated(tasks.map((one) => one.task))
  if (task !== undefined) return `task ${task} twice`
  for (const { task: name, items } of tasks) {
    const item = repeated(items.map(([id]) => id))
    if (item !== undefined) return `item ${item} of ${name} twice`
  }
  return undefined
}

function repeated(names: readonly string[]): string | undefined {
  const seen = new Set<string>()
  return names.find((name) => seen.size === seen.add(name).size)
}

/** A record as text: one item a line, so that a change of it can be read. */
export function formatBaseline({ tasks, ...head }: BaselineRecord): string {
  const written = tasks.map(({ items, ...task }) => {
    const rows = items.map((item) => `      ${JSON.stringify(item)}`).join(',\n')
    return `    ${JSON.stringify(task).slice(0, -1)},"items":[\n${rows}\n    ]}`
  })
  const start = JSON.stringify(head, undefined, 2).replace(/\n\}$/u, '')
  return `${start},\n  "tasks": [\n${written.join(',\n')}\n  ]\n}\n`
}

function isRecord(data: object): data is BaselineRecord {
  const { kshot, checkpoint, study, condition, rules, provenance, tasks } = data as Record<string, unknown>
  return (
    [kshot, checkpoint, study, condition].every((text) => typeof text === 'string') &&
    isObject(rules) &&
    typeof rules['seam'] === 'string' &&
    typeof rules['tooLong'] === 'string' &&
    isObject(provenance) &&
    isObject(provenance['engine']) &&
    typeof provenance['base'] === 'string' &&
    Array.isArray(tasks) &&
    tasks.every(isTask)
  )
}

function isTask(data: unknown): boolean {
  return (
    isObject(data) &&
    typeof data['task'] === 'string' &&
    typeof data['metric'] === 'string' &&
    ['number', 'undefined'].includes(typeof data['maxTokens']) &&
    Array.isArray(data['items']) &&
    data['items'].every(isItem)
  )
}

function isItem(data: unknown): boolean {
  if (!Array.isArray(data) || data.length !== 3) return false
  const [id, score, asked] = data as unknown[]
  return typeof id === 'string' && typeof asked === 'string' && typeof score === 'number' && score >= 0 && score <= 1
}

const isObject = (data: unknown): data is Record<string, unknown> =>
  typeof data === 'object' && data !== null && !Array.isArray(data)
