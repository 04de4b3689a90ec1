import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Tasks by name, then hypotheses, then gates, then properties: the same order on every machine, whatever earlier runs took. */
export class SuiteSequencer extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return inRunOrder(files)
  }
}

/** Suite files in the order in which they run. */
export function inRunOrder<File extends Pick<TestSpecification, 'moduleId'>>(files: readonly File[]): File[] {
  return [...files].sort((a, b) => rank(a) - rank(b) || (a.moduleId < b.moduleId ? -1 : 1))
}

function rank({ moduleId }: Pick<TestSpecification, 'moduleId'>): number {
  if (moduleId.endsWith('.property.yaml')) return 3
  if (moduleId.endsWith('.gate.yaml')) return 2
  return moduleId.endsWith('.hypothesis.yaml') ? 1 : 0
}
