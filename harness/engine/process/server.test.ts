import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { encodeFrame } from './frames.ts'
import { serve } from './server.ts'

test('who answers learns that who asked is gone', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kshot-'))
  const socketPath = join(folder, 'engine')
  const asked = new Promise<AbortSignal | undefined>((resolve) => {
    void serve((_, gone) => {
      resolve(gone)
      return new Promise(() => undefined)
    }, socketPath).then((server) => {
      const socket = connect(socketPath, () => {
        socket.write(
          encodeFrame({ id: 1, call: 'score', model: { base: 'a' }, lengths: [], from: [] }, new Uint8Array(0)),
        )
      })
      void asked.then(() => {
        socket.destroy()
        server.close()
      })
    })
  })
  const gone = await asked
  await new Promise((resolve) => gone?.addEventListener('abort', resolve))
  expect(gone?.aborted).toBe(true)
  rmSync(folder, { recursive: true })
})
