import { randomUUID } from 'node:crypto'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { isAbsent } from './isAbsent.ts'

/** Writes a file whole or not at all: what fails leaves neither half a file nor a draft of it. Errors: the file system's. */
export async function writeWhole(file: string, text: string): Promise<void> {
  // Two that write the same file at once must not take each other's draft away.
  const draft = `${file}.${randomUUID()}.tmp`
  try {
    await writeFile(draft, text, { flag: 'wx' }).catch(async (error: unknown) => {
      if (!isAbsent(error)) throw error
      await mkdir(dirname(file), { recursive: true })
      await writeFile(draft, text, { flag: 'wx' })
    })
    await rename(draft, file)
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined)
    throw error
  }
}
