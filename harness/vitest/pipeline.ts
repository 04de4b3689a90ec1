/** Something that takes a while, the name that it is asked for by, and how many items it is about. */
export interface Job<Result> {
  name: string
  items: number
  begin: () => Promise<Result>
}

/**
 * Whoever asks for a job of `jobs` lets the next ones begin too, one at least, as long as those begun that nobody has asked for are about at
 * most `most` items: so the engine has work while a test or a file ends. A job that is not among them begins when it is asked for. What fails
 * early fails who asks for it, and nobody else.
 */
export function pipeline<Result>(jobs: readonly Job<Result>[], most: number): (job: Job<Result>) => Promise<Result> {
  // A job that several ask for begins for the first of them.
  const places = new Map(jobs.map(({ name }, place) => [name, place] as const).toReversed())
  const early = new Map<string, { items: number; result: Promise<Result> }>()
  const asked = new Set<string>()
  let next = 0
  let ahead = 0
  const beginEarly = (): void => {
    for (; next < jobs.length; next++) {
      const job = jobs[next]
      if (job === undefined || asked.has(job.name) || early.has(job.name)) continue
      if (early.size > 0 && ahead + job.items > most) return
      const result = job.begin()
      result.catch(() => undefined)
      early.set(job.name, { items: job.items, result })
      ahead += job.items
    }
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
      beginEarly()
    }
    return result
  }
}
