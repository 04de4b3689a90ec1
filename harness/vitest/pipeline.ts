/** Something that takes a while, and the name that it is asked for by. */
export interface Job<Result> {
  name: string
  begin: () => Promise<Result>
}

/**
 * Whoever asks for a job of `jobs` lets the next ones begin too, as long as at most `most` were begun that nobody has asked for: so the
 * engine has work while a test or a file ends. A job that is not among them begins when it is asked for. What fails early fails who asks
 * for it, and nobody else.
 */
export function pipeline<Result>(jobs: readonly Job<Result>[], most: number): (job: Job<Result>) => Promise<Result> {
  const places = new Map(jobs.map(({ name }, place) => [name, place]))
  const early = new Map<string, Promise<Result>>()
  const asked = new Set<string>()
  let next = 0
  const beginEarly = (): void => {
    for (; early.size < most && next < jobs.length; next++) {
      const job = jobs[next]
      if (job === undefined || asked.has(job.name) || early.has(job.name)) continue
      const result = job.begin()
      result.catch(() => undefined)
      early.set(job.name, result)
    }
  }
  return (job) => {
    const result = early.get(job.name) ?? job.begin()
    early.delete(job.name)
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
