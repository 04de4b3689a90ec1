import { fileURLToPath } from 'node:url'
import { absentWeights } from '../study/absentWeights.ts'
import { cellName, cellsOf, cellsAskedBy, type StudyCell } from '../study/cells.ts'
import type { Gate } from '../suite/gate.ts'
import type { Property } from '../suite/property.ts'
import type { Hypothesis } from '../suite/hypothesis.ts'
import { isAskable } from '../suite/askable.ts'
import type { BaseModel, Study } from '../suite/study.ts'
import type { Task } from '../suite/task.ts'
import { ALL_MODELS, isOnAllModels } from '../verdict/allModels.ts'
import { onLines } from './lines.ts'

/**
 * A task file as a test module: one test per cell on the line of its name, one per check and base model on the line of the check. Cells that
 * cannot be measured on this machine are one skipped test for each reason.
 */
export function compileTask(task: Task, study: Study, absent?: string): string {
  const { line } = task.file.at(['task'])
  if (absent !== undefined) return moduleOf(task.name, [{ line, code: skipCode('data', absent) }], task.file.text)
  const file = JSON.stringify(task.file.path)
  const [here, elsewhere] = partition(cellsOf(study, task))
  const cells = [
    ...here.map((cell) => testCode(cellName(cell), `measure(ctx, ${file}, ${JSON.stringify(cellName(cell))})`)),
    ...[...elsewhere].map(([reason, names]) => skipCode(names.join(', '), reason)),
  ].map((code) => ({ line, code }))
  const checks = task.checks.flatMap((check, index) =>
    study.models.filter(asked(check.condition, study)).map((model) => ({
      line: check.line,
      code: testCode(
        `${model.name} · ${check.condition} reaches ${percent(check.atLeast)}`,
        `check(ctx, ${file}, ${JSON.stringify(model.name)}, ${index})`,
      ),
    })),
  )
  return moduleOf(task.name, [...cells, ...checks], task.file.text)
}

/** A hypothesis file as a test module: one test per base model, or one on all of them, on the line that says what is expected. */
export function compileHypothesis(hypothesis: Hypothesis, study: Study): string {
  const file = JSON.stringify(hypothesis.file.path)
  const models = hypothesis.models ?? study.models.map(({ name }) => name)
  const names = isOnAllModels(hypothesis.relation) ? [ALL_MODELS] : models
  const tests = names.map((model) => ({
    line: hypothesis.expectAt.line,
    code: testCode(`${model}: ${hypothesis.expect}`, `decide(ctx, ${file}, ${JSON.stringify(model)})`),
  }))
  return moduleOf(hypothesis.name, tests, hypothesis.file.text)
}

/** Whether a base model can be asked under the condition of that name. */
function asked(name: string, { conditions }: Study): (model: BaseModel) => boolean {
  const condition = conditions.find((candidate) => candidate.name === name)
  return (model) => condition !== undefined && isAskable(condition, model)
}

/** A gate file as a test module: one test, on the line that says what is expected, or of its name. */
export function compileGate({ name, candidate, baseline, expect, gateAt, file }: Gate): string {
  const call = `gate(ctx, ${JSON.stringify(file.path)})`
  const title =
    expect === undefined
      ? `${candidate.name} is no worse than ${baseline.name}`
      : `${candidate.name} against ${baseline.name}: ${expect}`
  const test = { line: gateAt.line, code: testCode(title, call) }
  return moduleOf(name, [test], file.text)
}

/** A property file as a test module: one test per model that its conditions ask, on the line that says what is expected. */
export function compileProperty({ name, asked, expect, expectAt, file }: Property): string {
  const tests = cellsAskedBy({ asked }).map((cell) => ({
    line: expectAt.line,
    code: testCode(
      `${cellName(cell)}: ${expect}`,
      `property(ctx, ${JSON.stringify(file.path)}, ${JSON.stringify(cellName(cell))})`,
    ),
  }))
  return moduleOf(name, tests, file.text)
}

/** The cells whose weights are on this machine, and the names of the others by what they need. */
function partition(cells: readonly StudyCell[]): [StudyCell[], Map<string, string[]>] {
  const elsewhere = new Map<string, string[]>()
  const here = cells.filter((cell) => {
    const reason = absentWeights(cell)
    if (reason !== undefined) elsewhere.set(reason, [...(elsewhere.get(reason) ?? []), cellName(cell)])
    return reason === undefined
  })
  return [here, elsewhere]
}

function skipCode(name: string, reason: string): string {
  return `test(${JSON.stringify(name)}, (ctx) => { ctx.skip(${JSON.stringify(reason)}) });`
}

/** `await` inside the test keeps this module's line in the stack of a failure. */
function testCode(name: string, call: string): string {
  return `test(${JSON.stringify(name)}, async (ctx) => { await $.${call} });`
}

/** The suite opens on the line of its first test: a static parser then finds suite and tests where a person expects them. */
function moduleOf(name: string, tests: readonly { line: number; code: string }[], text: string): string {
  const lines = text.split('\n').length
  const first = Math.min(...tests.map((test) => test.line))
  return onLines(
    [
      { line: 1, code: `import { describe, test } from 'vitest'; import * as $ from ${JSON.stringify(RUNTIME)};` },
      { line: first, code: `describe.concurrent(${JSON.stringify(name)}, () => {` },
      ...[...tests].sort((a, b) => a.line - b.line),
      { line: Math.max(...tests.map((test) => test.line)), code: '});' },
    ],
    lines,
  )
}

const RUNTIME = fileURLToPath(new URL('./runtime.ts', import.meta.url))

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`
}
