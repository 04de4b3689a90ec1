import type { RunCost } from './runCost.ts'
import type { CellScores } from '../measure/cell.ts'
import type { AssociationEvidence, Verdict } from '../verdict/verdict.ts'
import { judgeCheck } from './check.ts'
import type { ReportParts, TaskPart } from './parts.ts'

/** Invented parts of a small study, for tests of the report and of its reporters: seven tasks, eight conditions, two seeds. */
export function sampleParts(models: readonly string[] = ['lab']): ReportParts {
  const cells = models.flatMap((model, shift) =>
    tasks.flatMap(({ name, right, of, chance }) =>
      conditions.flatMap((condition, index) =>
        (condition.weights in seeds ? (seeds[condition.weights] ?? []) : [undefined]).map((seed, turn): CellScores => {
          const items = Math.min(of, condition.items)
          const hits = Math.round(((right[index] ?? 0) * items) / 60) - turn - shift
          const scores = Array.from({ length: items }, (_, item) => ((item * 7) % items < hits ? 1 : 0))
          const level = scores.map(() => chance)
          const random = condition.weights === 'none'
          return {
            task: name,
            model,
            condition: condition.name,
            weights:
              seed !== undefined
                ? { state: 'tuned', recipe: condition.weights, seed }
                : { state: random ? 'random' : 'base' },
            fingerprint: `${name} ${model} ${condition.name} ${seed ?? ''}`,
            items: scores.map((_, item) => `item-${item + 1}`),
            scores: random ? level : scores,
            sumScores: random ? level : scores,
            chance: level,
            unanswered: 0,
            tokens: random ? { needed: 0, computed: 0, naive: 0 } : { needed: 3000, computed: 3050, naive: 7800 },
          }
        }),
      ),
    ),
  )
  const floor = { condition: 'gold-4', column: 5, line: 21 }
  return {
    kshot: '0.1.0',
    study: {
      name: 'sample',
      seed: 7,
      items: 60,
      models: models.map((name) => ({ name, tuned: [42, 1234].map((seed) => ({ recipe: 'flan', seed })) })),
      conditions,
      recipes: [{ name: 'flan', mixture: 'main' }, { name: 'samplegen' }],
    },
    engine: {
      state: 'known',
      version: '1',
      runtime: 'onnxruntime 1.30.0',
      device: 'cpu',
      precision: 'float32',
      packTokens: 2048,
    },
    tasks: tasks.map(({ name, role }): TaskPart => {
      const [cluster = name] = name.split('/')
      const file = `suites/sample/${name.replace('/', '-')}.task.yaml`
      return { name, cluster, role, exposure: { state: 'unknown' }, metric: 'accuracy', file }
    }),
    cells,
    records: cells.map(({ fingerprint: key, tokens }) => ({ key, tokens })),
    checks: models.flatMap((model) =>
      [
        { ...floor, model, task: 'nli/kind', atLeast: 0.55, file: 'suites/sample/nli-kind.task.yaml' },
        { ...floor, model, task: 'nli/number', atLeast: 0.55, file: 'suites/sample/nli-number.task.yaml' },
      ].map((each) =>
        judgeCheck(
          each,
          cells.filter((cell) => cell.task === each.task && cell.model === model && cell.condition === each.condition),
        ),
      ),
    ),
    verdicts: models.flatMap((model) => [
      { verdict: supported(model), file: 'suites/sample/h1.hypothesis.yaml', line: 7, column: 9 },
      { verdict: inconclusive(model), file: 'suites/sample/h2.hypothesis.yaml', line: 7, column: 9 },
    ]),
    gates: [],
    properties: [],
    warnings: [
      {
        subject: 'translation/velan',
        message: 'the gold answer is the first option of 41 of 60 items; shuffle the options',
      },
      { subject: 'nli/kind', message: 'the gold answer is the first option of 41 of 60 items; shuffle the options' },
    ],
    missing: [
      { subject: 'sums/add · lab · gold-8', state: 'failed', reason: 'the engine process ended with signal SIGSEGV' },
    ],
  }
}

/** What a run that measured them cost. */
export const sampleCost: RunCost = {
  seconds: 38.2,
  cells: { stored: 0, computed: 77 },
  tokens: { needed: 189_000, computed: 192_150, naive: 491_400 },
  threads: 2,
  saved: [],
  placements: [],
  interrupted: false,
}

const conditions = [
  { name: 'random', weights: 'none', settings: {}, items: 60 },
  ...(
    [
      ['zero-shot', 'base', 'instruction', 'false', '0', 60],
      ['zero-shot-cue', 'base', 'instruction', 'true', '0', 60],
      ['layout', 'base', 'component', 'true', '0', 60],
      ['gold-2', 'base', 'component', 'true', '2', 60],
      ['gold-4', 'base', 'component', 'true', '4', 60],
      ['flan', 'flan', 'instruction', 'true', '0', 60],
      ['samplegen', 'samplegen', 'component', 'true', '2', 20],
      ['samplegen-pipeline', 'base', 'component', 'true', '2', 20],
    ] as const
  ).map(([name, weights, form, cue, shots, items]) => {
    const from = name.startsWith('samplegen') ? 'samplegen' : 'gold'
    const exemplars = { ...(shots === '0' ? {} : { 'exemplars.from': from }), 'exemplars.shots': shots }
    return { name, weights, settings: { form, cue, ...exemplars }, items }
  }),
]

const seeds: Record<string, number[]> = { flan: [42, 1234], samplegen: [42] }

/** Right answers of 60 by condition, in the order above. */
const tasks: { name: string; role: TaskPart['role']; chance: number; of: number; right: number[] }[] = [
  { name: 'closed-book/colour', role: 'held-out', chance: 0.25, of: 60, right: [0, 14, 16, 27, 33, 38, 36, 36, 39] },
  {
    name: 'closed-book/ruler-of-the-town',
    role: 'trained',
    chance: 0.25,
    of: 60,
    right: [0, 15, 22, 30, 40, 39, 45, 42, 36],
  },
  { name: 'nli/kind', role: 'trained', chance: 1 / 3, of: 60, right: [0, 40, 56, 58, 59, 60, 62, 60, 57] },
  { name: 'nli/number', role: 'held-out', chance: 1 / 3, of: 60, right: [0, 19, 18, 20, 21, 19, 22, 21, 24] },
  { name: 'sums/add', role: 'untouched', chance: 0.25, of: 60, right: [0, 12, 13, 22, 23, 24, 20, 21, 18] },
  { name: 'translation/velan', role: 'trained', chance: 0.25, of: 60, right: [0, 20, 27, 51, 55, 57, 59, 60, 57] },
  { name: 'translation/velan-back', role: 'held-out', chance: 0, of: 60, right: [0, 3, 19, 40, 47, 50, 55, 54, 48] },
]

function supported(model: string): Verdict {
  return {
    ...answered(model),
    evidence: {
      ...association(),
      partial: {
        given: ['zero-shot-cue', 'chance'],
        dropped: [],
        state: 'supported',
        reason: 'the interval lies above 0',
        correlation: estimated(0.741, 0.487, 0.882),
        toDecide: [],
        onRanks: p(0.0011),
        prediction: { state: 'estimated', without: 0.041, with: 0.022 },
      },
    },
  }
}

function answered(model: string): Verdict {
  return {
    hypothesis: 'H1',
    claim: "Across tasks, tuned scores follow the base model's in-context scores.",
    family: 'confirmatory',
    model,
    over: 'held-out tasks',
    conditions: ['gold-4', 'flan', 'zero-shot-cue'],
    alpha: 0.05,
    expect: 'supported',
    state: 'supported',
    reason: 'p is at most .05 and the interval lies above 0',
    toDecide: [],
    warnings: ['flan has 2 seeds; a third would tell how far seeds differ'],
    question: 'Do tasks with a higher gold-4 score have a higher flan score?',
    estimand: 'correlation of true chance-normalised scores over tasks',
    test: { raw: p(0.0002), adjusted: { state: 'estimated', value: 0.0004 }, correction: 'Holm', members: 2 },
    counts: {
      tasks: 41,
      clusters: 12,
      tasksInSharedClusters: 38,
      items: { total: 2460, fewest: 60, most: 60 },
      leftOutByDesign: 0,
      missing: 0,
      seeds: [{ condition: 'flan', seeds: [42, 1234] }],
    },
    seed: 7,
    evidence: association(),
  }
}

function association(): AssociationEvidence {
  return {
    kind: 'association',
    x: 'gold-4',
    y: 'flan',
    given: ['zero-shot-cue', 'chance'],
    minimum: 0.5,
    strong: true,
    correlation: estimated(0.862, 0.713, 0.941),
    reliabilities: [
      { condition: 'gold-4', reliability: { state: 'estimated', value: 0.934 } },
      { condition: 'flan', reliability: { state: 'estimated', value: 0.912 } },
      { condition: 'zero-shot-cue', reliability: { state: 'estimated', value: 0.881 } },
    ],
    notCorrected: {
      spearman: {
        value: { state: 'estimated', value: 0.81 },
        interval: estimated(0, 0.66, 0.9).interval,
        p: p(0.0001),
      },
      kendall: { state: 'estimated', value: 0.64 },
      freePermutation: p(0.0001),
    },
    points: [{ task: 'nli/kind', cluster: 'nli', items: 60, chance: 1 / 3, x: 1, y: 0.975 }],
  }
}

function inconclusive(model: string): Verdict {
  return {
    ...answered(model),
    hypothesis: 'H2',
    claim: 'Tuned scores follow the layout of the prompt alone.',
    over: 'all tasks',
    conditions: ['layout', 'flan'],
    state: 'inconclusive',
    reason: 'the interval holds both 0 and the declared minimum of .50',
    toDecide: [
      { what: 'tasks', have: 41, need: 96, text: 'about 55 more tasks like these' },
      { what: 'clusters', have: 12, need: 20, text: 'at least 20 clusters' },
    ],
    warnings: [],
    test: { raw: p(0.074), adjusted: { state: 'estimated', value: 0.074 }, correction: 'Holm', members: 2 },
    evidence: {
      ...association(),
      x: 'layout',
      given: [],
      strong: false,
      correlation: {
        state: 'estimated',
        value: 0.31,
        method: 'noise-corrected',
        interval: {
          state: 'estimated',
          lower: -0.08,
          upper: 0.62,
          level: 0.95,
          method: 'jackknife',
          approximate: true,
          because: ['the reliability of layout is below .70'],
        },
      },
      reliabilities: [
        { condition: 'layout', reliability: { state: 'estimated', value: 0.66 } },
        { condition: 'flan', reliability: { state: 'estimated', value: 0.912 } },
      ],
    },
  }
}

function estimated(value: number, lower: number, upper: number) {
  return {
    state: 'estimated' as const,
    value,
    method: 'noise-corrected',
    interval: {
      state: 'estimated' as const,
      lower,
      upper,
      level: 0.95,
      method: 'jackknife',
      approximate: false,
      because: [],
    },
  }
}

function p(value: number) {
  return {
    state: 'estimated' as const,
    p: value,
    alternative: 'greater' as const,
    method: 'permutation',
    attainable: 0.0001,
    resamples: 9999,
  }
}
