import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv'
import type { HypothesisFile } from './hypothesis.generated.ts'
import hypothesisSchema from './hypothesis.schema.json' with { type: 'json' }
import type { GateFile } from './gate.generated.ts'
import gateSchema from './gate.schema.json' with { type: 'json' }
import type { PropertyFile } from './property.generated.ts'
import propertySchema from './property.schema.json' with { type: 'json' }
import type { BorrowedTaskFile } from './borrowedTask.generated.ts'
import borrowedTaskSchema from './borrowedTask.schema.json' with { type: 'json' }
import { SuiteError } from './problem.ts'
import { readYaml, type YamlSource } from './readYaml.ts'
import { schemaProblems } from './schemaProblems.ts'
import type { StudyFile } from './study.generated.ts'
import studySchema from './study.schema.json' with { type: 'json' }
import type { TaskFile } from './task.generated.ts'
import taskSchema from './task.schema.json' with { type: 'json' }

/** A suite file exactly as it was written, after its schema has accepted it. */
export interface Written<T> extends YamlSource {
  data: T
}

/** Reads a file of one kind; throws a SuiteError with everything that the schema refuses. */
export const writtenTask = reader<TaskFile>(taskSchema)
export const writtenBorrowedTask = reader<BorrowedTaskFile>(borrowedTaskSchema)
export const writtenStudy = reader<StudyFile>(studySchema)
export const writtenHypothesis = reader<HypothesisFile>(hypothesisSchema)
export const writtenGate = reader<GateFile>(gateSchema)
export const writtenProperty = reader<PropertyFile>(propertySchema)

/** A schema is compiled when the first file of its kind is read, since all of them take longer than reading a small study. */
function reader<T>(schema: object): (path: string, text: string) => Written<T> {
  let compiled: ValidateFunction<T> | undefined
  return (path, text) => {
    const accepts = (compiled ??= ajv().compile<T>(schema))
    const source = readYaml(path, text)
    const { data } = source
    if (accepts(data)) return { ...source, data }
    const errors: readonly ErrorObject[] = accepts.errors ?? []
    throw new SuiteError(schemaProblems(errors, source))
  }
}

let made: Ajv | undefined

function ajv(): Ajv {
  return (made ??= new Ajv({
    allErrors: true,
    verbose: true,
    // A rule of the draft that `strict` refuses: one node may be a list or a text, told apart by its type.
    allowUnionTypes: true,
    strictTypes: false,
    // Better code takes longer to make than the few files of a study to check.
    code: { optimize: false },
  }))
}
