import { hierarchicalBootstrap } from './hierarchicalBootstrap.ts'
import { stream, uniform } from './random.ts'

/**
 * Seconds of 10,000 hierarchical resamples of 40 tasks x 200 items x 2 conditions x 3 seeds on one core:
 * `npx tsx harness/statistics/bootstrap.bench.ts`.
 */
const next = stream(1, 'bench')
const tasks = Array.from({ length: 40 }, (_, t) => ({
  task: `task ${String(t)}`,
  cluster: `cluster ${String(t % 12)}`,
  conditions: [0.5, 0.6].map((share) =>
    Array.from({ length: 3 }, () => Uint8Array.from({ length: 200 }, () => (uniform(next) < share ? 1 : 0))),
  ),
}))
const difference = (means: Float64Array, count: number) => {
  let sum = 0
  for (let row = 0; row < count; row++) sum += Number(means[2 * row + 1]) - Number(means[2 * row])
  return sum / count
}

const seconds = Array.from({ length: 3 }, (_, run) => {
  const start = process.cpuUsage()
  const [result] = hierarchicalBootstrap(tasks, [difference], { seed: run, purpose: 'bench' })
  const used = process.cpuUsage(start)
  if (result?.state !== 'estimated' || result.bca.state === 'undefined') throw new Error('the bench has an interval')
  if (run === 0)
    console.log(
      `difference ${result.value.toFixed(4)} [${result.bca.lower.toFixed(4)}, ${result.bca.upper.toFixed(4)}]`,
    )
  return (used.user + used.system) / 1e6
})
console.log(`10,000 resamples in ${seconds.map((s) => s.toFixed(2)).join(', ')} s of one core`)
