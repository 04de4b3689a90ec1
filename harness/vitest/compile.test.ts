import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { readFolder } from '../suite/readFolder.ts'
import { readHypothesis } from '../suite/readHypothesis.ts'
import { compileHypothesis, compileTask } from './compile.ts'

const { study, tasks, hypotheses } = readFolder(
  fileURLToPath(new URL('../../fixtures/suites/valid/study.yaml', import.meta.url)),
)

/** Code by line, without the folders of this machine. */
const byLine = (code: string) =>
  code
    .split('\n')
    .map((line, index) => ({ line: index + 1, code: line.trim().replaceAll(/"[^"]*\//gu, '"…/') }))
    .filter(({ code: text }) => text !== '')

test('a task has its cells on the line of its name, and each check on its own line', () => {
  const task = tasks.find(({ name }) => name === 'nli/kind')
  if (task === undefined) throw new Error('the fixture nli/kind is gone')
  const lines = byLine(compileTask(task, study))
  expect(lines.map(({ line }) => line)).toEqual([1, 2, 18, 19])
  expect(lines[1]?.code).toContain(
    'describe.concurrent("…/kind", () => { test("tiny · random", async (ctx) => { await $.measure(ctx, "…/kind.task.yaml", "tiny · random") });',
  )
  expect(lines[2]?.code).toMatchInlineSnapshot(
    `"test("tiny · gold-2 reaches 55.0 %", async (ctx) => { await $.check(ctx, "…/kind.task.yaml", "tiny", 0) });"`,
  )
  expect(lines[3]?.code).toMatchInlineSnapshot(
    `"test("tiny · flan reaches 50.0 %", async (ctx) => { await $.check(ctx, "…/kind.task.yaml", "tiny", 1) }); });"`,
  )
})

test('a hypothesis has one test per base model on the line of its expectation', () => {
  const [hypothesis] = hypotheses
  if (hypothesis === undefined) throw new Error('the fixture hypothesis is gone')
  expect(byLine(compileHypothesis(hypothesis, study)).slice(1)).toMatchInlineSnapshot(`
    [
      {
        "code": "describe.concurrent("H1", () => { test("tiny: supported", async (ctx) => { await $.decide(ctx, "…/h1.hypothesis.yaml", "tiny") }); });",
        "line": 6,
      },
    ]
  `)
})

test('a hypothesis has no test for a base model that cannot be asked under its conditions, and a check has none either', () => {
  const other = { ...study.models[0], name: 'other', path: '/other', tuned: [] }
  const two = { ...study, models: [...study.models, other] }
  const claim = readHypothesis('/h.hypothesis.yaml', hypotheses[0]?.file.text ?? '', two)
  expect(compileHypothesis(claim, two)).not.toContain('other')
  const checks = tasks.flatMap((task) => [...compileTask(task, two).matchAll(/\$\.check\(ctx, "[^"]*", ("\w+")/gu)])
  expect(checks.map(([, model]) => model).sort()).toEqual(['"other"', '"tiny"', '"tiny"'])
})

test.each(['replicate', 'consistency', 'match'])('a claim of %s has one test, on all base models', (key) => {
  const two = { ...study, models: study.models.flatMap((model) => [model, { ...model, name: 'other' }]) }
  const text = `hypothesis: H\nclaim: C.\nfamily: f\n${key}: { x: gold-2, y: flan, over: all tasks }\nexpect: supported\n`
  const code = compileHypothesis(readHypothesis('/h.hypothesis.yaml', text, two), two)
  expect([...code.matchAll(/test\(("[^"]*")/gu)].map(([, name]) => name)).toEqual(['"all base models: supported"'])
})

test('a compiled module has as many lines as its file', () => {
  for (const task of tasks) expect(compileTask(task, study).split('\n')).toHaveLength(task.file.text.split('\n').length)
})

test('names of tests are unique within a file, so that every reporter can tell them apart', () => {
  for (const task of tasks) {
    const names = [...compileTask(task, study).matchAll(/test\(("[^"]*")/gu)].map(([, name]) => name)
    expect(new Set(names).size).toBe(names.length)
  }
})

test('a task whose rows are not on this machine is one test, skipped with what it needs', () => {
  const [task] = tasks
  if (task === undefined) throw new Error('the fixtures are gone')
  const code = compileTask(task, study, 'needs rows')
  expect(code.match(/test\(/gu)).toHaveLength(1)
  expect(code).toContain('test("data", (ctx) => { ctx.skip("needs rows") });')
})

test('cells whose weights are not on this machine are one skipped test for each checkpoint', () => {
  const [task] = tasks
  const [model] = study.models
  if (task === undefined || model === undefined) throw new Error('the fixtures are gone')
  const tuned = model.tuned.map((one) => ({ ...one, hub: 'tuned/nobody', path: '/nowhere/models/tuned/nobody' }))
  const code = compileTask(task, { ...study, models: [{ ...model, tuned }] })
  expect(code).toContain('test("tiny · zero-shot"')
  expect(code.match(/ctx\.skip\("needs the checkpoint models\/tuned\/nobody;/gu)).toHaveLength(1)
})
