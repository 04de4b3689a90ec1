import { dirname } from 'node:path'
import type { TestProject } from 'vitest/node'
import type { LeftOut } from '../../reporters/leftOut.ts'
import { relativeFile } from '../report/parts.ts'
import { nearestStudy } from '../suite/studyPath.ts'
import { studyRuns } from '../suite/studyRuns.ts'
import { isNamed } from './isNamed.ts'

/**
 * Leaves out of every run the suites whose study says `runs: when named`, unless a filter names the folder of that study. It stands where a run
 * looks for its files: there the filters are known, of the command line and of watch mode, and the files are not yet split into shards.
 *
 * Returns a function that tells what the last run left out.
 */
export function leaveOut(
  project: Pick<TestProject, 'globTestFiles'>,
  vitest: { onFilterWatchedSpecification: (runs: (edited: { project: unknown; moduleId: string }) => boolean) => void },
  root: string,
): () => LeftOut[] {
  const glob = project.globTestFiles.bind(project)
  let filters: readonly string[] = []
  let unnamed = new Map<string, string[]>()
  project.globTestFiles = async (wanted = []) => {
    const found = await glob(wanted)
    filters = wanted
    unnamed = unnamedAmong(found.testFiles, filters, root)
    const left = new Set([...unnamed.values()].flat())
    return { ...found, testFiles: found.testFiles.filter((file) => !left.has(file)) }
  }
  // Watch mode runs a file that was edited without looking for files again.
  vitest.onFilterWatchedSpecification(
    ({ project: of, moduleId }) => of !== project || unnamedAmong([moduleId], filters, root).size === 0,
  )
  return () => [...unnamed].map(([folder, files]) => describe(relativeFile(folder, root), files))
}

/** The suite files that do not run, by the folder of their study. */
function unnamedAmong(files: readonly string[], filters: readonly string[], root: string): Map<string, string[]> {
  const folders = new Map<string, string[]>()
  for (const file of files) {
    const study = nearestStudy(dirname(file))
    // A suite without a study is refused when it runs.
    if (study !== undefined) folders.set(dirname(study), [...(folders.get(dirname(study)) ?? []), file])
  }
  return new Map(
    [...folders].filter(
      ([folder]) => studyRuns(`${folder}/study.yaml`) === 'when named' && !isNamed(folder, filters, root),
    ),
  )
}

function describe(folder: string, files: readonly string[]): LeftOut {
  const tasks = files.filter((file) => file.endsWith('.task.yaml')).length
  return { folder, tasks, claims: files.length - tasks }
}
