import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isAbsent } from './isAbsent.ts'
import { writeWhole } from './writeWhole.ts'

/**
 * What is already known: immutable records under a folder, each named by the SHA-256 of everything that determines it.
 * A record appears whole or not at all, so a killed run leaves nothing to repair, two runs at once write the same bytes,
 * and folders from several machines merge by copying.
 */
export interface Store {
  /** The lines of a record; `damaged` when a file is there but is not what was written. */
  get: (
    fingerprint: string,
  ) => Promise<{ state: 'known'; lines: string[] } | { state: 'absent' } | { state: 'damaged'; file: string }>
  /** Keeps a record. Errors: a full or read-only disk, with the file's name; nothing half-written stays. */
  put: (fingerprint: string, lines: readonly string[]) => Promise<void>
}

/** A store in `folder` (`.kshot/blocks`): one JSONL file a record, closed by a line that counts and hashes the lines before it. */
export function folderStore(folder: string): Store {
  const fileOf = (fingerprint: string) => join(folder, fingerprint.slice(0, 2), `${fingerprint}.jsonl`)
  return {
    async get(fingerprint) {
      const file = fileOf(fingerprint)
      const text = readWhole(file)
      if (text === undefined) return { state: 'absent' }
      const lines = text.split('\n')
      const intact = lines.pop() === '' && lines.pop() === closing(lines)
      return intact ? { state: 'known', lines } : { state: 'damaged', file }
    },
    async put(fingerprint, lines) {
      const file = fileOf(fingerprint)
      try {
        await writeWhole(file, [...lines, closing(lines), ''].join('\n'))
      } catch (error) {
        throw new Error(
          `${file}: a result could not be stored (${messageOf(error)}). ` +
            'What was stored before is safe. Make room or grant write access, then run again: only what is missing is computed.',
        )
      }
    },
  }
}

function closing(lines: readonly string[]): string {
  const sha = createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 16)
  return JSON.stringify({ end: lines.length, sha })
}

/** Synchronous: a warm run reads thousands of small files, and handing each to a thread takes longer than reading it. */
function readWhole(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (isAbsent(error)) return undefined
    throw new Error(
      `${file}: the store cannot be read (${messageOf(error)}). ` +
        'Check its permissions, or delete the file: what it held is computed again.',
    )
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
