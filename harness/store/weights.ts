import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { writeWhole } from './writeWhole.ts'

/**
 * SHA-256 over everything in a checkpoint or adapter folder that determines its results: configuration, weights, tokenizer.
 * Hashing gigabytes takes minutes, so the hash of a file is remembered in `memo` under its path, size and time of change.
 */
export async function weightsHash(folder: string, memo: string): Promise<string> {
  const names = (await readdir(folder)).filter((name) => DETERMINING.test(name)).sort()
  const known = await readMemo(memo)
  const hash = createHash('sha256')
  let learnt = false
  for (const name of names) {
    const file = join(folder, name)
    const { size, mtimeMs } = await stat(file)
    const key = `${file}:${size}:${mtimeMs}`
    const digest = known.get(key) ?? (await fileHash(file))
    learnt ||= !known.has(key)
    known.set(key, digest)
    hash.update(`${name}:${digest}\n`)
  }
  // A memo that cannot be kept only costs time; that the disk is full is told of the results.
  if (learnt) await writeWhole(memo, JSON.stringify(Object.fromEntries(known), undefined, 1)).catch(() => undefined)
  return hash.digest('hex')
}

const DETERMINING =
  /^(?:.*\.safetensors(?:\.index\.json)?|config\.json|generation_config\.json|adapter_config\.json|tokenizer(?:_config)?\.json)$/u

async function fileHash(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file, { highWaterMark: PIECE })) hash.update(chunk as Buffer)
  return hash.digest('hex')
}

/** Bytes read at once: each piece waits for whatever else this process does. */
const PIECE = 2 ** 22

/** A memo that is missing or damaged only costs time. */
async function readMemo(memo: string): Promise<Map<string, string>> {
  try {
    const entries: unknown = JSON.parse(await readFile(memo, 'utf8'))
    if (typeof entries !== 'object' || entries === null) return new Map()
    return new Map(Object.entries(entries).filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
  } catch {
    return new Map()
  }
}
