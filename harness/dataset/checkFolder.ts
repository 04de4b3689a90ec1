import { type Problem, refuse } from '../suite/problem.ts'
import { problemIn } from '../suite/readYaml.ts'
import type { Task } from '../suite/task.ts'
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

/** The tasks whose rows are not on this machine: what asks for them by name cannot go on without. */
export function absentProblems(tasks: readonly Task[], folder: CheckedFolder): Problem[] {
  return tasks.flatMap((task) => {
    const absent = folder.datasets[folder.tasks.indexOf(task)]?.absent
    return absent === undefined
      ? []
      : [
          problemIn(task.writtenIn, ['data'], {
            what: 'has no rows on this machine',
            expected: 'the splits of the data set, as JSONL',
            found: absent,
            todo: 'Put them there, set KSHOT_HUB to the folder they are in, or leave the task out.',
          }),
        ]
  })
}
