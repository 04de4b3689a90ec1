import { setTimeout } from 'node:timers/promises'

/** Something that takes a while, the name that it is asked for by, and how many items it is about. */
export interface Job<Result> {
  name: string
  items: number
  begin: () => Promise<Result>
}

/**
 * Whoever asks for a job of `jobs` lets the next ones begin too, one at least, as long as those begun that nobody has asked for are about at
 * most `most` items: so the engine has work while a test or a file ends. A job that is not among them begins when it is asked for. What fails
 * early fails who asks for it, and nobody else. Between two beginnings what has begun goes on: the first
 * request is not kept waiting for all prompts.
 */
export function pipeline<Result>(jobs: readonly Job<Result>[], most: number): (job: Job<Result>) => Promise<Result> {
  // A job that several ask for begins for the first of them.
  const places = new Map(jobs.map(({ name }, place) => [name, place] as const).toReversed())
  const early = new Map<string, { items: number; result: Promise<Result> }>()
  const asked = new Set<string>()
  let next = 0
  let ahead = 0
  let isBeginning = false
  const beginEarly = async (): Promise<void> => {
    if (isBeginning) return
    isBeginning = true
    while (next < jobs.length) {
      const job = jobs[next]
      const isKnown = job === undefined || asked.has(job.name) || early.has(job.name)
      if (!isKnown && early.size > 0 && ahead + job.items > most) break
      next += 1
      if (isKnown) continue
      const result = job.begin()
      result.catch(() => undefined)
      early.set(job.name, { items: job.items, result })
      ahead += job.items
      await setTimeout(BETWEEN)
    }
    isBeginning = false
  }
  return (job) => {
    const begun = early.get(job.name)
    const result = begun?.result ?? job.begin()
    early.delete(job.name)
    ahead -= begun?.items ?? 0
    asked.add(job.name)
    const place = places.get(job.name)
    if (place !== undefined) {
      // What comes before the first that is asked for was left out of the run.
      next = Math.max(next, place + 1)
      void beginEarly()
    }
    return result
  }
}

/** Milliseconds between two beginnings: enough for a dozen reads of files, and far less than a job takes. */
const BETWEEN = 5
