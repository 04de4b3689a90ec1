import type { TokenCost } from '../engine/engine.ts'
import { fingerprint, type Plain } from './fingerprint.ts'
import type { Store } from './store.ts'

/**
 * The entries of a record: from the store where it has them, else computed and stored before they are used.
 * `determines` is everything that the entries depend on; `about` is what a person wants to read at the head of the file.
 */
export async function recall<Entry>(request: RecallRequest<Entry>): Promise<Recalled<Entry>> {
  const { underWay, determines } = request
  const key = fingerprint(determines)
  const answer = (underWay.get(key) ?? Promise.resolve()).then(
    () => answerFor(key, request),
    () => answerFor(key, request),
  )
  underWay.set(key, answer)
  try {
    return await answer
  } finally {
    if (underWay.get(key) === answer) underWay.delete(key)
  }
}

interface RecallRequest<Entry> {
  store: Store
  /** Records that are being asked for: who asks meanwhile for the same one waits, and then finds it in the store. */
  underWay: Map<string, Promise<unknown>>
  determines: Plain
  about: { readonly [key: string]: Plain }
  isEntry: (value: unknown) => value is Entry
  compute: () => Promise<{ entries: Entry[]; cost: TokenCost }>
}

async function answerFor<Entry>(
  key: string,
  { store, about, isEntry, compute }: RecallRequest<Entry>,
): Promise<Recalled<Entry>> {
  const kept = await store.get(key)
  const known = kept.state === 'known' ? parse(kept.lines, isEntry) : undefined
  if (known !== undefined) return { ...known, fingerprint: key, from: 'store', warnings: [] }

  const { entries, cost } = await compute()
  const { lowered } = cost
  if (lowered !== undefined) {
    // Its last digits are those of other packs than the key says, so it is not kept under that key.
    const warning = `memory was short: ${Object.values(about).map(String).join(' · ')} was computed in packs of ${lowered} tokens, and is not stored`
    return { entries, cost, fingerprint: fingerprint([key, lowered]), from: 'engine', warnings: [warning] }
  }
  const head: Head = { kshot: 1, about, cost }
  await store.put(
    key,
    [head, ...entries].map((line) => JSON.stringify(line)),
  )
  const warnings = kept.state === 'damaged' ? [`${kept.file} was damaged; it was computed again and replaced`] : []
  return { entries, cost, fingerprint: key, from: 'engine', warnings }
}

export interface Recalled<Entry> {
  entries: Entry[]
  cost: TokenCost
  fingerprint: string
  from: 'store' | 'engine'
  warnings: string[]
}

interface Head {
  /** Version of the record format. */
  kshot: 1
  about: { readonly [key: string]: Plain }
  cost: TokenCost
}

/** Undefined for anything that this version did not write: the record is then computed again. */
function parse<Entry>(
  lines: readonly string[],
  isEntry: (value: unknown) => value is Entry,
): { entries: Entry[]; cost: TokenCost } | undefined {
  const [head, ...entries] = lines.map((line): unknown => JSON.parse(line))
  return isHead(head) && entries.every(isEntry) ? { entries, cost: head.cost } : undefined
}

function isHead(value: unknown): value is Head {
  return typeof value === 'object' && value !== null && 'kshot' in value && value.kshot === 1 && 'cost' in value
}
