/** What a lane does next, begun; nothing while it must wait for what another lane does. */
export type Lane = () => Promise<void> | undefined

/**
 * Follows lanes side by side, each a task at a time, until all is done. A lane with nothing to do is asked again when another has ended a task.
 * After a failure no lane begins anything, and those under way end before it is thrown.
 */
export async function followLanes(lanes: readonly Lane[], isDone: () => boolean): Promise<void> {
  const waiting: (() => void)[] = []
  let failed = false
  const wakeAll = (): void => {
    for (const wake of waiting.splice(0)) wake()
  }
  const follow = async (next: Lane): Promise<void> => {
    try {
      while (!failed && !isDone()) {
        const task = next()
        if (task !== undefined) {
          await task
          wakeAll()
          continue
        }
        if (waiting.length === lanes.length - 1)
          throw new Error('every lane waits for another: this is a fault of the engine')
        await new Promise<void>((wake) => waiting.push(wake))
      }
    } catch (error) {
      failed = true
      throw error
    } finally {
      wakeAll()
    }
  }
  for (const end of await Promise.allSettled(lanes.map(follow))) {
    if (end.status === 'rejected') throw end.reason
  }
}
