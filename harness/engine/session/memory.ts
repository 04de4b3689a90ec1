import { freemem, totalmem } from 'node:os'

/** Bytes that a session takes for weights of so many bytes as float32: products read a copy in an order of their own (measured on 135 million weights: 1.3 of them). */
export function neededMemory(bytes: number): number {
  return 1.3 * bytes
}

/** Bytes that this process and its children may ever use: those of the machine, or of the container it runs in. */
export function memoryLimit(): number {
  const limit = process.constrainedMemory()
  // Without a limit, systems answer 0 or more than there is.
  return limit > 0 ? Math.min(limit, totalmem()) : totalmem()
}

/** Bytes that can be had now, at most. A container counts cached files as used, and systems other than Linux do not count what they would give back, so there only this process is subtracted. */
export function availableMemory(): number {
  const left = memoryLimit() - process.memoryUsage.rss()
  return process.platform === 'linux' ? Math.min(left, freemem()) : left
}

/** Weights that do not fit into the memory that is free. */
export class MemoryShort extends Error {
  override name = 'MemoryShort'
}

/** Refuses to load weights that do not fit, before the system ends the process for it. `bytes` are those of the weights as float32. */
export function requireMemory(model: string, bytes: number, available: number): void {
  const needed = neededMemory(bytes)
  if (needed <= available) return
  throw new MemoryShort(
    `${model} needs about ${gibibytes(needed)} of memory for its weights as float32, and ${gibibytes(available)} are free. Close other programs, raise the container's limit, or use a smaller model.`,
  )
}

/** Whether an error says that memory could not be had, in the words of the runtime, the C++ library or V8. */
export function isOutOfMemory(error: unknown): boolean {
  return (
    error instanceof Error &&
    /bad_alloc|bad allocation|Failed to allocate memory|Array buffer allocation failed/.test(error.message)
  )
}

function gibibytes(bytes: number): string {
  return `${(bytes / 2 ** 30).toFixed(1)} GiB`
}
