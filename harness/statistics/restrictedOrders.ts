import { shuffle, stream } from './random.ts'

/** The tasks of one cluster, and their random orders. */
export interface RestrictedOrders {
  /** Positions of the cluster's tasks, ascending. */
  tasks: number[]
  /** For every resample, which of these tasks (from 0) each of them takes its value from; resamples x tasks. */
  orders: Uint16Array
}

/**
 * Random arrangements of tasks that stay inside their clusters, by the names of the clusters.
 *
 * Each cluster has a stream of random numbers of its own, so that adding a cluster changes no other. The same arrangements serve every
 * pair of variables over the same tasks: they are drawn once and handed to each test.
 *
 * @param clusters cluster of each task
 * @param purpose what the random numbers are for; part of the key of their streams
 */
export function restrictedOrders(
  clusters: readonly string[],
  { seed, purpose, resamples }: { seed: number; purpose: string; resamples: number },
): RestrictedOrders[] {
  return membersOf(clusters).map(({ name, tasks }) => {
    const next = stream(seed, purpose, name)
    const order = Uint16Array.from(tasks, (_, index) => index)
    const orders = new Uint16Array(resamples * tasks.length)
    for (let b = 0; b < resamples; b++) {
      shuffle(order, next)
      orders.set(order, b * tasks.length)
    }
    return { tasks, orders }
  })
}

/** Positions of the tasks of each cluster, by name. */
export function membersOf(clusters: readonly string[]): { name: string; tasks: number[] }[] {
  return [...new Set(clusters)].sort().map((name) => ({
    name,
    tasks: clusters.flatMap((cluster, task) => (cluster === name ? [task] : [])),
  }))
}
