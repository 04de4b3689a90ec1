import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { askedProblems } from './askedProblems.ts'
import { gradedProblems } from './matchedProblems.ts'
import { affectedProblems } from './defectProblems.ts'
import { familyProblems } from './familyProblems.ts'
import type { Gate } from './gate.ts'
import { gateTaskProblems } from './gateTaskProblems.ts'
import type { Hypothesis } from './hypothesis.ts'

import { overTaskProblems } from './overProblems.ts'
import { type Problem, refuse, SuiteError } from './problem.ts'
import { problemIn } from './readYaml.ts'
import type { Property } from './property.ts'
import { propertyTaskProblems } from './propertyTaskProblems.ts'
import { readGate } from './readGate.ts'
import { readHypothesis } from './readHypothesis.ts'
import { readProperty } from './readProperty.ts'
import { readStudy } from './readStudy.ts'
import { readTask } from './readTask.ts'
import { KEY_OF } from './relation.ts'
import type { Study } from './study.ts'
import type { Task } from './task.ts'
import { tunedProblems } from './tunedProblems.ts'

/** A study and every suite that belongs to it, in path order. */
export interface StudyFolder {
  study: Study
  tasks: Task[]
  hypotheses: Hypothesis[]
  gates: Gate[]
  properties: Property[]
}

/**
 * Reads a `study.yaml` and all suites below it. Throws one SuiteError with the problems of all files, each alone and together.
 * Without gates, a record that a gate will name may still be missing.
 */
export function readFolder(studyFile: string, without: 'gates' | 'nothing' = 'nothing'): StudyFolder {
  const file = path.resolve(studyFile)
  const study = readStudy(file, readFileSync(file, 'utf8'))
  const problems: Problem[] = []
  const files = suiteFiles(path.dirname(file))
  const read = <T>(suffix: string, reader: (file: string, text: string, study: Study) => T): T[] =>
    files
      .filter((name) => name.endsWith(suffix))
      .flatMap((name) => attempt(problems, () => reader(name, readFileSync(name, 'utf8'), study)))
  const tasks = read('.task.yaml', readTask)
  const hypotheses = read('.hypothesis.yaml', readHypothesis)
  const gates = without === 'gates' ? [] : read('.gate.yaml', readGate)
  const properties = read('.property.yaml', readProperty)
  problems.push(
    ...namesakes(tasks.map(({ name, file }) => ({ name, file, key: 'task' }))),
    ...namesakes(hypotheses.map(({ name, file }) => ({ name, file, key: 'hypothesis' }))),
    ...namesakes(gates.map(({ name, file }) => ({ name, file, key: 'gate' }))),
    ...namesakes(properties.map(({ name, file }) => ({ name, file, key: 'property' }))),
    ...familyProblems(hypotheses),
  )
  // A task that was refused may be the one that a claim is about.
  if (problems.length === 0) {
    problems.push(
      ...affectedProblems(study, tasks),
      ...hypotheses.flatMap(({ relation, file }) => [
        ...overTaskProblems(file, [KEY_OF[relation.kind], 'over'], relation.over, tasks),
        ...gradedProblems(file, relation, tasks),
      ]),
      ...hypotheses.flatMap((hypothesis) => tunedProblems(hypothesis, study, tasks)),
      ...gates.flatMap((gate) => gateTaskProblems(gate, tasks)),
      ...properties.flatMap((property) => propertyTaskProblems(property, tasks)),
      ...askedProblems(study, { tasks, hypotheses, claims: [...gates, ...properties.flatMap(asksUnder)] }),
    )
  }
  refuse(problems)
  return { study, tasks, hypotheses, gates, properties }
}

/** Absolute paths of the suite files below a folder, sorted; a folder with a study of its own is left to that study. */
function suiteFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const full = path.join(folder, entry.name)
      if (!entry.isDirectory()) return /\.(task|hypothesis|gate|property)\.yaml$/.test(entry.name) ? [full] : []
      const isApart =
        entry.name === 'node_modules' || entry.name.startsWith('.') || existsSync(path.join(full, 'study.yaml'))
      return isApart ? [] : suiteFiles(full)
    })
}

/** The value, or nothing and the problems that stood in its way. */
export function attempt<T>(problems: Problem[], read: () => T): T[] {
  try {
    return [read()]
  } catch (error) {
    if (!(error instanceof SuiteError)) throw error
    problems.push(...error.problems)
    return []
  }
}

function namesakes(suites: { name: string; file: Task['file']; key: string }[]): Problem[] {
  return suites.flatMap(({ name, file, key }, index) => {
    const first = suites.slice(0, index).find((other) => other.name === name)
    if (first === undefined) return []
    return [
      problemIn(file, [key], {
        what: 'is taken',
        expected: 'a name of its own for every suite of a study',
        found: `${name}, which is also the name of ${path.relative(path.dirname(file.path), first.file.path)}`,
        todo: 'Rename one of them.',
      }),
    ]
  })
}

const asksUnder = ({ asked, over, file }: Property) => asked.map(({ condition }) => ({ condition, over, file }))
