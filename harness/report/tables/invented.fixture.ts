import oracle from '../../../fixtures/oracle/statistics/tables.json' with { type: 'json' }
import type { CellScores } from '../../measure/cell.ts'
import type { StudyPart } from '../parts.ts'
import type { ReportTask } from '../report.generated.ts'

const [first] = oracle
if (first === undefined) throw new Error('the oracle wrote a study')

/** An invented study with its scores, and its tables as SciPy and complete enumeration give them. */
export const expected = first

const settings = (cue: boolean) => ({ form: 'instruction', cue: String(cue), 'exemplars.shots': '0' })

export const study: StudyPart = {
  name: 'invented',
  seed: 7,
  items: 40,
  models: [{ name: 'base', tuned: [] }],
  recipes: [{ name: 'flan', mixture: 'main' }],
  conditions: [
    { name: 'random', weights: 'none', settings: {}, items: 40 },
    { name: 'plain', weights: 'base', settings: settings(false), items: 40 },
    { name: 'cue', weights: 'base', settings: settings(true), items: 40 },
    { name: 'tuned', weights: 'flan', settings: settings(true), items: 40 },
  ],
}

export const ROLES = ['trained', 'held-out', 'untouched'] as const

export const tasks = expected.tasks.map(({ task, cluster, chance, role, exposure }): ReportTask => ({
  name: task,
  cluster,
  role: ROLES.find((one) => one === role) ?? 'unknown',
  exposure:
    exposure === null
      ? { state: 'seen' }
      : exposure === 0
        ? { state: 'never' }
        : { state: 'seen', itemsPerMillionTokens: exposure },
  metric: 'accuracy',
  chance: { state: 'estimated', value: chance },
  file: `${task}.task.yaml`,
}))

export const cells = (['plain', 'cue', 'tuned'] as const).flatMap((condition) =>
  expected.scores[condition].flatMap((seeds, index) =>
    seeds.map((scores, seed): CellScores => {
      const { task = '', chance = 0 } = expected.tasks[index] ?? {}
      return {
        task,
        model: 'base',
        condition,
        weights: condition === 'tuned' ? { state: 'tuned', recipe: 'flan', seed } : { state: 'base' },
        fingerprint: `${task} ${condition} ${seed}`,
        items: scores.map((_, item) => `item-${item}`),
        scores,
        sumScores: scores,
        chance: scores.map(() => chance),
        unanswered: 0,
        tokens: { needed: 1, computed: 1, naive: 1 },
      }
    }),
  ),
)
