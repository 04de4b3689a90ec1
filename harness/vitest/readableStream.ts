import type { Vitest } from 'vitest/node'

/** Standard output, unless one of Vitest's reporters writes a document there that a program will read. */
export function readableStream({ config, logger }: Vitest): Vitest['logger']['outputStream'] {
  const documents = ['json', 'junit', 'tap', 'tap-flat']
  const taken = config.reporters.some((reporter) => {
    const name: unknown = Array.isArray(reporter) ? reporter[0] : reporter
    return typeof name === 'string' && documents.includes(name) && !hasFile(config.outputFile, name)
  })
  return taken ? logger.errorStream : logger.outputStream
}

function hasFile(outputFile: Vitest['config']['outputFile'], reporter: string): boolean {
  return typeof outputFile === 'string' || (typeof outputFile === 'object' && reporter in outputFile)
}
