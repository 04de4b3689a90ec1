import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { InferenceSession } from 'onnxruntime-node'
import { readPlacement } from './placement.ts'
import type { NodePlaces } from './placement.ts'

/** Options with which a session writes down where its nodes run; `finish` reads it, once, and removes the file. */
export function profileFirstRun(onPlaced: (nodes: NodePlaces) => void): Profile {
  const folder = mkdtempSync(join(tmpdir(), 'kshot-profile-'))
  let isOpen = true
  return {
    options: { enableProfiling: true, profileFilePrefix: join(folder, 'run') },
    finish: (session) => {
      if (!isOpen) return
      isOpen = false
      session.endProfiling()
      const [file] = readdirSync(folder)
      const events: unknown = file === undefined ? [] : JSON.parse(readFileSync(join(folder, file), 'utf8'))
      rmSync(folder, { recursive: true })
      onPlaced(readPlacement(events))
    },
  }
}

interface Profile {
  options: InferenceSession.SessionOptions
  finish: (session: InferenceSession) => void
}
