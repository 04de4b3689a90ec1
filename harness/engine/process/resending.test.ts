import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import type { Server, Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createFrameReader, encodeFrame } from './frames.ts'
import { createResending, RequestLost } from './resending.ts'
import type { Resending } from './resending.ts'
import type { Message, Numbered, RequestHeader } from './wire.ts'

let folder: string
let socketPath: string
let resending: Resending
let server: Server | undefined
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kshot-'))
  socketPath = join(folder, 'engine')
})
afterEach(() => {
  resending.close()
  server?.close()
  rmSync(folder, { recursive: true })
})

/**
 * A process that is started again whenever it dies: it dies under a request for `poison`, answers every other after a while with the name of its
 * model, and notes what it was asked. `deadly` says how often poison works.
 */
function mortal({ deadly = Infinity, revives = true } = {}): { asked: string[]; deaths: () => number } {
  const asked: string[] = []
  let deaths = 0
  const sockets = new Set<Socket>()
  server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.write(encodeFrame(deaths === 0 ? {} : { previous: 'it was ended by SIGSEGV' }))
    const read = createFrameReader((json) => {
      const { id, model } = json as RequestHeader & Numbered
      asked.push(model.base)
      if (model.base === 'poison' && deaths < deadly) {
        deaths += 1
        if (!revives) server?.close()
        for (const one of sockets) one.destroy()
        sockets.clear()
        return
      }
      setTimeout(() => {
        if (!socket.destroyed) socket.write(encodeFrame({ id, call: 'failed', message: model.base }))
      }, 10)
    })
    socket.on('data', read)
  })
  server.listen(socketPath)
  return { asked, deaths: () => deaths }
}

function ask(base: string): Promise<string> {
  const message: Message<RequestHeader> = {
    header: { call: 'score', model: { base }, lengths: [], from: [] },
    payload: new Uint8Array(0),
  }
  return resending
    .ask(`it scored with ${base}`, message)
    .then(({ header }) => (header.call === 'failed' ? header.message : header.call))
}

test('one death costs nobody an answer', async () => {
  const { deaths } = mortal({ deadly: 1 })
  resending = createResending(socketPath, 1000)
  const bases = ['a', 'poison', 'b']
  expect(await Promise.all(bases.map(ask))).toEqual(bases)
  expect(deaths()).toBe(1)
})

test('a request that ends the process again is lost, with how it ended, and no other is', async () => {
  const { asked, deaths } = mortal()
  resending = createResending(socketPath, 1000)
  const answers = await Promise.allSettled(['a', 'poison', 'b'].map(ask))
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  const [, lost] = answers
  const reason: unknown = lost?.status === 'rejected' ? lost.reason : undefined
  expect(reason).toBeInstanceOf(RequestLost)
  expect(String(reason)).toMatch(/ended twice while it scored with poison, .*: it was ended by SIGSEGV/)
  expect(deaths()).toBe(2)
  expect(asked.filter((base) => base === 'poison').length).toBe(2)
})

test('what was under way at a death is asked again one by one, and before what came later', async () => {
  const { asked } = mortal({ deadly: 1 })
  resending = createResending(socketPath, 1000)
  const first = ['a', 'poison', 'b'].map(ask)
  while (asked.length < 2) await new Promise((resolve) => setTimeout(resolve, 1))
  const later = ask('later')
  let known = 0
  for (const answer of first) void answer.then(() => known++)
  await later
  expect(known).toBe(3)
})

test('two poisons are both found', async () => {
  mortal()
  resending = createResending(socketPath, 1000)
  const answers = await Promise.allSettled(['poison', 'a', 'poison', 'b'].map(ask))
  expect(answers.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'rejected', 'fulfilled'])
})

test('a process that is not started again fails what it was asked, by the socket it should listen on', async () => {
  mortal({ revives: false })
  resending = createResending(socketPath, 100)
  const answers = await Promise.allSettled(['poison', 'a'].map(ask))
  for (const answer of answers) {
    expect(answer.status === 'rejected' && String(answer.reason)).toMatch(/no engine process listens on .*engine/)
  }
})

test('a closed client leaves no request without an answer', async () => {
  mortal()
  resending = createResending(socketPath, 1000)
  const answer = ask('a')
  resending.close()
  await expect(answer).rejects.toThrow(/closed while it scored with a/)
})
