import { Worker } from 'node:worker_threads'

/** Starts a thread that runs a TypeScript file, `entry`, an address. What it throws outside an answer ends the process, as it would on the main thread. */
export function startThread(entry: URL, workerData?: unknown): Worker {
  // A loader that was given to the process does not reach its threads on Node 20, so the thread registers it anew.
  const loader = import.meta.resolve('tsx/esm/api')
  const code = `import(${JSON.stringify(loader)}).then((tsx) => { tsx.register(); return import(${JSON.stringify(entry.href)}) })`
  return new Worker(code, { eval: true, workerData })
}
