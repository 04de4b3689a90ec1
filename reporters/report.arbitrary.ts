import fc from 'fast-check'
import { claim, RELATION } from '../fixtures/simulated/claims.ts'
import { simulateStudy, type Truth } from '../fixtures/simulated/study.ts'
import { assembleReport } from '../harness/report/assemble.ts'
import type { StudyPart, TaskPart } from '../harness/report/parts.ts'
import type { Report } from '../harness/report/report.generated.ts'
import type { RunCost } from '../harness/report/runCost.ts'
import { sampleParts } from '../harness/report/sample.ts'
import { decideFamily } from '../harness/verdict/family.ts'

/** Names as people may write them: short and long, wide signs, emoji, combining marks; never a word that means nothing. */
const name = fc
  .oneof(
    fc.stringMatching(/^[a-z]{1,12}(-[a-z]{1,12}){0,3}$/),
    fc.constantFrom(
      '読解-色',
      '🙂-faces',
      'Kä\u0308se',
      'x'.repeat(70),
      'tab\tbreak\nend',
      '\u001B[31mred',
      '模型-很长的名字-'.repeat(5),
    ),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
  )
  .filter((text) => !/NaN|undefined|Infinity|\[object/.test(text))

const sentence = fc.array(name, { minLength: 1, maxLength: 12 }).map((words) => words.join(' '))

const distinctNames = (most: number) => fc.uniqueArray(name, { minLength: 1, maxLength: most })

const sample = sampleParts()

const TRUTH: Truth = {
  clusters: [],
  items: 20,
  correlation: { xy: 0.8, xz: 0.3, yz: 0.3 },
  taskSpread: 1,
  itemSpread: 1,
  options: [0, 4],
  seeds: [1],
}

/** Evidence of every kind, of a study with too few tasks and of one with some, and of one without any cell to rest on. */
const evidences = [[1, 1], [2, 2, 2, 3, 3, 3], []].flatMap((clusters, seed) => {
  const { tasks, cells } = simulateStudy({ ...TRUTH, clusters: clusters.length === 0 ? [2] : clusters }, seed)
  const own = clusters.length === 0 ? cells.filter(({ condition }) => condition !== 'flan') : cells
  const claims = Object.values(RELATION).map((relation) => claim(relation))
  return decideFamily(claims, { tasks, seed: 7 }, own).map(({ evidence }) => evidence)
})

/** Random studies of up to three models, nine conditions and six tasks, with holes. */
export const anyReport: fc.Arbitrary<Report> = fc
  .record({ models: distinctNames(3), conditions: distinctNames(9), tasks: distinctNames(6) })
  .chain(({ models, conditions, tasks }) => {
    const cell = fc.record({
      task: fc.constantFrom(...tasks),
      model: fc.constantFrom(...models),
      condition: fc.constantFrom(...conditions),
      hits: fc.array(fc.constantFrom(0, 1), { minLength: 12, maxLength: 12 }),
    })
    const verdict = fc.record({
      hypothesis: fc.constantFrom('H1', 'H2', '仮説'),
      model: fc.constantFrom(...models),
      claim: sentence,
      reason: sentence,
      warnings: fc.array(sentence, { maxLength: 2 }),
      state: fc.constantFrom('supported' as const, 'refuted' as const, 'inconclusive' as const),
      evidence: fc.constantFrom(...evidences),
    })
    const [pattern] = sample.verdicts
    if (pattern === undefined) throw new Error('the sample has verdicts')
    return fc
      .record({
        cells: fc.uniqueArray(cell, {
          maxLength: 60,
          selector: ({ task, model, condition }) => JSON.stringify([task, model, condition]),
        }),
        verdicts: fc.uniqueArray(verdict, {
          maxLength: 4,
          selector: ({ hypothesis, model }) => `${hypothesis} ${model}`,
        }),
        warnings: fc.array(fc.record({ subject: name, message: sentence }), { maxLength: 4 }),
        missing: fc.array(
          fc.record({ subject: name, state: fc.constantFrom('failed' as const, 'absent' as const), reason: sentence }),
          { maxLength: 9 },
        ),
        roles: fc.array(fc.constantFrom<TaskPart['role']>('trained', 'held-out', 'untouched', 'unknown'), {
          minLength: 6,
          maxLength: 6,
        }),
        file: name,
      })
      .map(({ cells, verdicts, warnings, missing, roles, file }) => {
        const study: StudyPart = {
          name: models.join(' '),
          seed: 7,
          items: 60,
          models: models.map((model) => ({ name: model, tuned: [] })),
          conditions: conditions.map((condition, index) => ({
            name: condition,
            weights: 'base',
            settings: { form: 'component', 'exemplars.shots': `${index}` },
            items: 12,
          })),
          recipes: [],
        }
        return assembleReport({
          ...sample,
          study,
          warnings,
          missing,
          tasks: tasks.map((task, index) => ({
            name: task,
            cluster: task,
            role: roles[index] ?? 'unknown',
            exposure: { state: 'unknown' },
            metric: 'accuracy',
            file,
          })),
          cells: cells.map(({ hits, ...names }) => ({
            ...names,
            weights: { state: 'base' },
            fingerprint: 'any',
            items: hits.map((_, index) => `item-${index}`),
            scores: hits,
            sumScores: hits,
            chance: hits.map(() => 0.25),
            unanswered: 0,
            tokens: { needed: 10, computed: 11, naive: 30 },
          })),
          checks: models.map((model) => ({
            state: 'failed',
            task: tasks[0] ?? '',
            model,
            condition: conditions[0] ?? '',
            atLeast: 0.5,
            estimate: { state: 'undefined', reason: 'no item was measured' },
            file,
            line: 1,
            column: 1,
          })),
          verdicts: verdicts.map((verdict) => ({ ...pattern, file, verdict: { ...pattern.verdict, ...verdict } })),
        })
      })
  })

/** Random costs of a run. */
export const anyCost: fc.Arbitrary<RunCost> = fc.record({
  seconds: fc.double({ min: 0, max: 1e6, noNaN: true }),
  cells: fc.record({ stored: fc.nat(), computed: fc.nat() }),
  tokens: fc.record({ needed: fc.nat(), computed: fc.nat(), naive: fc.nat() }),
  threads: fc.nat(64),
  saved: fc.constant([]),
  placements: fc.constant([]),
  interrupted: fc.boolean(),
})
