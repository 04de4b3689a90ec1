/** Lanes that jobs share, each of which does one task at a time. Takes a job and resolves once it is done. */
export type Lanes = (job: Job) => Promise<void>

/** Work in tasks, some of which wait for what others do. */
export interface Job {
  /** Of each lane what it may do, the most urgent first. */
  tasks: readonly (readonly Begin[])[]
  isDone: () => boolean
}

/** Begins a task; gives nothing while that must wait. */
export type Begin = () => Promise<void> | undefined

/**
 * A free lane takes the most urgent task that any job has for it, of several as urgent that of the oldest job; so where one job has nothing for it, it does
 * what is next of another. After a failure nothing more of its job is begun, and what is under way ends before it is thrown; other jobs go on.
 */
export function createLanes(count: number): Lanes {
  const jobs: Taken[] = []
  const busy = new Set<number>()
  const endIfDone = (job: Taken): void => {
    if (job.underWay > 0 || !jobs.includes(job) || !(job.failure !== undefined || job.isDone())) return
    jobs.splice(jobs.indexOf(job), 1)
    if (job.failure === undefined) job.resolve()
    else job.reject(job.failure.error)
  }
  const take = (lane: number, job: Taken, begin: Begin): boolean => {
    const task = job.failure === undefined ? attempt(job, begin) : undefined
    if (task === undefined) return false
    busy.add(lane)
    job.underWay++
    void task
      .catch((error: unknown) => {
        job.failure ??= { error }
      })
      .then(() => {
        busy.delete(lane)
        job.underWay--
        goOn()
      })
    return true
  }
  const goOn = (): void => {
    for (const job of [...jobs]) endIfDone(job)
    for (let lane = 0; lane < count; lane++) {
      if (!busy.has(lane)) byUrgency(jobs, lane).some(({ job, begin }) => take(lane, job, begin))
    }
    for (const job of busy.size > 0 ? [] : [...jobs]) {
      job.failure ??= { error: new Error('every lane waits for another: this is a fault of the engine') }
      endIfDone(job)
    }
  }
  return (job) =>
    new Promise((resolve, reject) => {
      jobs.push({ ...job, underWay: 0, failure: undefined, resolve, reject })
      goOn()
    })
}

interface Taken extends Job {
  underWay: number
  failure: { error: unknown } | undefined
  resolve: () => void
  reject: (error: unknown) => void
}

function attempt(job: Taken, begin: Begin): Promise<void> | undefined {
  try {
    return begin()
  } catch (error) {
    job.failure = { error }
    return undefined
  }
}

function byUrgency(jobs: readonly Taken[], lane: number): { job: Taken; begin: Begin }[] {
  const most = Math.max(0, ...jobs.map(({ tasks }) => tasks[lane]?.length ?? 0))
  return Array.from({ length: most }, (_, urgency) =>
    jobs.flatMap((job) => {
      const begin = job.tasks[lane]?.[urgency]
      return begin === undefined ? [] : [{ job, begin }]
    }),
  ).flat()
}
