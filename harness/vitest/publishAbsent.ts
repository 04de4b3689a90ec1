import { dirname } from 'node:path'
import type { Vitest } from 'vitest/node'
import { absent } from '../../reporters/absent.ts'
import { relativeFile } from '../report/parts.ts'
import { isNeed } from '../suite/hub.ts'
import type { FinishedTest } from './gather.ts'
import { pageOf } from './pageOf.ts'
import { readableStream } from './readableStream.ts'

/** Tells which tests of a study were skipped for want of data or weights: in full where the study ran alone. */
export function publishAbsent(study: string, tests: readonly FinishedTest[], whole: boolean, vitest: Vitest): void {
  const { root } = vitest.config
  const skipped = tests
    .filter(({ state, reason }) => state === 'skipped' && isNeed(reason))
    .map(({ file, reason }) => ({ suite: relativeFile(file, root), reason }))
  if (skipped.length === 0) return
  const stream = readableStream(vitest)
  const folder = relativeFile(dirname(study), root)
  stream.write(`\n${absent(folder, skipped, { ...pageOf(stream), whole })}`)
}
