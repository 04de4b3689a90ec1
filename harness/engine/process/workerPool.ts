import type { ModelPaths } from '../engine.ts'
import type { EngineWorker, Held } from './engineWorker.ts'
import { emptiest, has, isLoadedAhead, nextLoad } from './nextLoad.ts'
import type { LoadingEngine } from './nextLoad.ts'
import type { Responder } from './responder.ts'
import type { Message, RequestHeader, ResultHeader } from './wire.ts'

/**
 * Answers requests with engines in threads of their own. Small models: up to `size` engines of one thread each, side by side. Large models: one
 * engine on all threads, alone, since a copy of the weights for each thread costs more memory than it saves time. It scores two requests for the same weights
 * side by side; while it computes, a second one loads the large model that is asked for next, to compute with it in its turn. Requests begin in the order they came.
 * Which engine answers changes no digit. `ahead` engines of one thread are started before anyone asks.
 */
export function createWorkerPool(
  size: number,
  start: (threads: number) => EngineWorker,
  isLarge: (model: ModelPaths) => boolean,
  ahead = 0,
): Responder {
  const narrow: Member[] = []
  const wide: Member[] = []
  const waiting: Waiting[] = []
  let releases = 0
  const newMember = (group: Member[], threads: number): Member => {
    const member: Member = { worker: start(threads), underWay: [], loading: undefined, held: [], opening: 0 }
    group.push(member)
    return member
  }
  while (narrow.length < Math.min(size, ahead)) newMember(narrow, 1)
  const wideFor = (model: ModelPaths): Member => {
    const first = wide[0] ?? newMember(wide, size)
    if (!isLoadedAhead(model)) return first
    const known = wide.find((member) => has(member, model))
    return known ?? emptiest(wide.filter(({ loading }) => loading === undefined)) ?? first
  }
  const memberFor = ({ request, wide: isWide }: Waiting): Member | undefined => {
    const { model } = request.header
    if (isWide) {
      const [busy, ...more] = [...narrow, ...wide].filter(isBusy)
      if (busy === undefined) return wideFor(model)
      return more.length === 0 && wide.includes(busy) && goesBeside(request.header, busy.underWay) ? busy : undefined
    }
    if (wide.some(isBusy)) return undefined
    const idle = narrow.filter((member) => !isBusy(member))
    const known = idle.find(({ held }) => held.some((one) => modelKey(one) === modelKey(model))) ?? idle[0]
    return known ?? (narrow.length < size ? newMember(narrow, 1) : undefined)
  }
  const answerBy = async (member: Member, request: Message<RequestHeader>): Promise<Message<ResultHeader>> => {
    const before = releases
    const { answer } = await told(member, member.worker.answer(request))
    if (answer.header.call !== 'failed' || answer.header.short !== true) return answer
    // What other engines hold goes before a model is refused; it may have gone meanwhile, for the request beside this one.
    const others = [...narrow, ...wide].filter((other) => other !== member && other.held.length > 0)
    if (others.length === 0 && releases === before) return answer
    releases++
    await Promise.all(others.map((other) => told(other, other.worker.release())))
    return (await told(member, member.worker.answer(request))).answer
  }
  const loadAhead = (): void => {
    const large = waiting.filter((entry) => entry.wide)
    const models = large.map(({ request }) => request.header.model)
    const engines = wide.map((member): LoadingEngine => ({ ...member, inUse: inUse(member) }))
    const found = nextLoad(models, engines, wideEngines)
    const next = found === undefined ? undefined : large[found.request]
    // What memory had no room for once is not tried again.
    if (found === undefined || next === undefined || next.tried) return
    next.tried = true
    const member = wide[found.engine] ?? newMember(wide, size)
    const { call, model } = next.request.header
    const underWay = [...narrow, ...wide].flatMap((other) => {
      const used = inUse(other)
      return used === undefined ? [] : [{ model: used, sessions: other.opening }]
    })
    member.loading = model
    void told(member, member.worker.load({ call, model }, { waitedFor: models, underWay })).then(() => {
      member.loading = undefined
      begin()
    })
  }
  const begin = (): void => {
    const [first] = waiting
    if (first === undefined) return
    const { call, model } = first.request.header
    const member = memberFor(first)
    if (member === undefined) {
      loadAhead()
      return
    }
    waiting.shift()
    // Scoring takes a session, writing a second one; of what is held at least the first is open.
    if (!isBusy(member)) member.opening = (call === 'generate' ? 2 : 1) - (has(member, model) ? 1 : 0)
    member.underWay.push(first.request.header)
    void answerBy(member, first.request).then((result) => {
      member.underWay.splice(member.underWay.indexOf(first.request.header), 1)
      // What is beside it is scored in the same sessions.
      member.opening = 0
      first.answer(result)
      begin()
    })
    begin()
  }
  return (request, gone) =>
    new Promise((answer) => {
      const entry = { request, answer, wide: size > 1 && isLarge(request.header.model), tried: false }
      waiting.push(entry)
      gone?.addEventListener('abort', () => {
        const place = waiting.indexOf(entry)
        if (place >= 0) waiting.splice(place, 1)
      })
      begin()
    })
}

/** One computes, the other loads. */
const wideEngines = 2

interface Member extends Omit<LoadingEngine, 'inUse'> {
  worker: EngineWorker
  /** The requests that it answers, all of the same model. */
  underWay: RequestHeader[]
  /** Sessions that may still be opened for what is in use. */
  opening: number
}

interface Waiting {
  request: Message<RequestHeader>
  answer: (result: Message<ResultHeader>) => void
  /** Its model is computed on all threads. */
  wide: boolean
  /** Its model was to be loaded before its turn. */
  tried: boolean
}

/** Notes what an engine holds after what it was told. */
async function told<Reply extends Held>(member: Member, reply: Promise<Reply>): Promise<Reply> {
  const { held } = await reply
  member.held = held
  return reply
}

/** Whether a large model takes a request beside others: two that are scored fill each other's waits. */
function goesBeside({ call, model }: RequestHeader, underWay: readonly RequestHeader[]): boolean {
  const alike = underWay.every((other) => other.call === 'score' && modelKey(other.model) === modelKey(model))
  return call === 'score' && isLoadedAhead(model) && alike && underWay.length < 2
}

function isBusy({ underWay }: Member): boolean {
  return underWay.length > 0
}

function inUse({ underWay }: Member): ModelPaths | undefined {
  return underWay[0]?.model
}

function modelKey({ base, adapter, device, precision }: ModelPaths): string {
  return JSON.stringify([base, adapter, device, precision])
}
