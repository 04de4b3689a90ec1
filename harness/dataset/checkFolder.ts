import { type Problem, refuse } from '../suite/problem.ts'
import { attempt, readFolder, type StudyFolder } from '../suite/readFolder.ts'
import { readDataset } from './readDataset.ts'
import { drawnProblems } from './datasetUnder.ts'
import type { Dataset } from './item.ts'

/** A study folder with the rows of all its tasks, aligned with `tasks`. */
export interface CheckedFolder extends StudyFolder {
  datasets: Dataset[]
}

/** Reads a `study.yaml`, all suites below it and all their rows; returns only if nothing in them would stop a run, and throws one SuiteError otherwise. */
export function checkFolder(studyFile: string, without: 'gates' | 'nothing' = 'nothing'): CheckedFolder {
  const folder = readFolder(studyFile, without)
  const problems: Problem[] = []
  const datasets = folder.tasks.flatMap((task) => attempt(problems, () => readDataset(task, folder.study)))
  refuse(problems)
  const checked = { ...folder, datasets }
  refuse(drawnProblems(checked))
  return checked
}
