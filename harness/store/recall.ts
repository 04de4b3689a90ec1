import type { TokenCost } from '../engine/engine.ts'
import { fingerprint, type Plain } from './fingerprint.ts'
import type { Store } from './store.ts'

/**
 * The entries of a record: from the store where it has them, else computed and stored before they are used.
 * `determines` is everything that the entries depend on; `about` is what a person wants to read at the head of the file.
 */
export async function recall<Entry>(request: {
  store: Store
  determines: Plain
  about: { readonly [key: string]: Plain }
  isEntry: (value: unknown) => value is Entry
  compute: () => Promise<{ entries: Entry[]; cost: TokenCost }>
}): Promise<Recalled<Entry>> {
  const { store, determines, about, isEntry, compute } = request
  const key = fingerprint(determines)
  const kept = await store.get(key)
  const known = kept.state === 'known' ? parse(kept.lines, isEntry) : undefined
  if (known !== undefined) return { ...known, fingerprint: key, from: 'store', warnings: [] }

  const { entries, cost } = await compute()
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
