import { mkdir, readdir, rename, rm, rmdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { isAbsent } from './store/isAbsent.ts'

/** Whether something stands where a new folder is to be written; an empty folder does not. */
export async function isTaken(folder: string): Promise<boolean> {
  try {
    return (await readdir(folder)).length > 0
  } catch (error) {
    if (isAbsent(error)) return false
    if (error instanceof Error && 'code' in error && error.code === 'ENOTDIR') return true
    throw error
  }
}

/**
 * Writes a new folder whole or not at all: under another name first, which is renamed once every byte is on the disk.
 * Throws what the file system or `signal` throws, and leaves nothing behind. The folder must not be taken.
 */
export async function writeFolder(
  folder: string,
  files: Iterable<{ name: string; text: string }>,
  signal: AbortSignal,
): Promise<void> {
  const draft = `${folder}.${process.pid}.tmp`
  try {
    await mkdir(draft, { recursive: true })
    for (const { name, text } of files) {
      signal.throwIfAborted()
      await writeFile(path.join(draft, name), text, { signal, flush: true })
    }
    signal.throwIfAborted()
    // An empty folder in the way is replaced; rename alone would do that on some systems only.
    await rmdir(folder).catch((error: unknown) => {
      if (!isAbsent(error)) throw error
    })
    await rename(draft, folder)
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    throw error
  }
}
