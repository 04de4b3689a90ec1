import { connectPatiently } from './connect.ts'
import type { Connection } from './connect.ts'
import { encodeFrame } from './frames.ts'
import type { Message, RequestHeader, ResultHeader } from './wire.ts'

/** Requests to an engine process that may die. */
export interface Resending {
  /** `what` says in an error what the process was doing. */
  ask: (what: string, message: Message<RequestHeader>) => Promise<Message<ResultHeader>>
  close: () => void
}

/** A request under which the engine process ended twice, the second time with no other under way. */
export class RequestLost extends Error {
  override name = 'RequestLost'
}

interface Asked {
  what: string
  message: Message<RequestHeader>
  /** Was under way when a process died, so it is asked again alone: if that one dies too, this is the cause. */
  suspect: boolean
  resolve: (message: Message<ResultHeader>) => void
  reject: (error: Error) => void
}

/**
 * Asks an engine process, several requests at a time. When the process dies, those under way are asked again once, one by one, before any other;
 * the one under which it dies again is lost, and the rest go on. The process is one client's: what another asks meanwhile would cast suspicion.
 */
export function createResending(socketPath: string, patience: number): Resending {
  const fresh: Asked[] = []
  const suspects: Asked[] = []
  const lost: Asked[] = []
  const underWay = new Map<number, Asked>()
  let connection: Connection | undefined
  let opening = false
  let closed = false
  let nextId = 1

  const everyone = (): Asked[] => {
    const all = [...underWay.values(), ...suspects.splice(0), ...fresh.splice(0)]
    underWay.clear()
    return all
  }
  const pump = (): void => {
    if (connection === undefined) {
      if (!opening && lost.length + suspects.length + fresh.length > 0) void open()
      return
    }
    const alone = [...underWay.values()].some(({ suspect }) => suspect)
    const ready = alone ? [] : suspects.length > 0 && underWay.size === 0 ? suspects.splice(0, 1) : fresh.splice(0)
    for (const one of ready) {
      const id = nextId++
      underWay.set(id, one)
      connection.send(encodeFrame({ id, ...one.message.header }, one.message.payload))
    }
    // An idle connection must not keep its process alive.
    connection.hold(underWay.size > 0)
  }
  const open = async (): Promise<void> => {
    opening = true
    try {
      connection = await connectPatiently(socketPath, patience, (id, message) => {
        underWay.get(id)?.resolve(message)
        underWay.delete(id)
        pump()
      })
      for (const { what, reject } of lost.splice(0)) reject(lostError(what, connection.previous))
      connection.onEnd(died)
      if (closed) connection.close()
    } catch (error) {
      for (const { what, reject } of lost.splice(0)) reject(lostError(what))
      for (const { reject } of everyone()) reject(error instanceof Error ? error : new Error(String(error)))
    } finally {
      opening = false
    }
    pump()
  }
  const died = (): void => {
    connection = undefined
    for (const one of underWay.values()) {
      if (one.suspect) lost.push(one)
      else suspects.push({ ...one, suspect: true })
    }
    underWay.clear()
    pump()
  }
  return {
    ask: (what, message) =>
      new Promise((resolve, reject) => {
        fresh.push({ what, message, suspect: false, resolve, reject })
        pump()
      }),
    close: () => {
      closed = true
      for (const { what, reject } of [...lost.splice(0), ...everyone()])
        reject(new Error(`the engine's client was closed while ${what}`))
      connection?.close()
    },
  }
}

function lostError(what: string, how = 'nobody said how'): RequestLost {
  return new RequestLost(
    `the engine process ended twice while ${what}, the second time with nothing else under way: ${how}. Other requests go on.`,
  )
}
