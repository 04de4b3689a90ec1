import { expect, test } from 'vitest'
import { assembleReport } from '../harness/report/assemble.ts'
import type { ArtefactsEvidence, ReportVerdict } from '../harness/report/report.generated.ts'
import { sampleParts } from '../harness/report/sample.ts'
import { artefactsWords } from './artefactsWords.ts'

const [verdict] = assembleReport(sampleParts()).verdicts
const method = 'jackknife'

const effect = (value: number, lower: number, upper: number) => ({
  state: 'estimated' as const,
  value,
  method,
  interval: { state: 'estimated' as const, lower, upper, level: 0.95, method, approximate: false, because: [] },
})

const tested: ReportVerdict['test'] = {
  raw: { state: 'estimated', p: 0.04, alternative: 'two-sided', method, attainable: 0, resamples: 0 },
  adjusted: { state: 'estimated', value: 0.12 },
  correction: 'Holm',
  members: 3,
}
const none = { state: 'undefined' as const, reason: 'the score of no task is another' }

const strict = { correlation: effect(0.73, 0.27, 0.92), spearman: { state: 'estimated' as const, value: 0.69 } }

const evidence: ArtefactsEvidence = {
  kind: 'artefacts',
  x: 'gold-4',
  y: 'flan',
  defects: ['two-parsers', 'no-cue'],
  margin: 0.1,
  strict,
  steps: [
    {
      name: 'two-parsers',
      on: ['free-answers', 'two-parsers'],
      against: ['free-answers'],
      moved: 12,
      before: strict,
      correlation: effect(0.61, 0.1, 0.9),
      spearman: { state: 'estimated', value: 0.55 },
      change: effect(-0.12, -0.3, 0.02),
      test: tested,
    },
    {
      name: 'no-cue',
      on: ['no-cue'],
      against: [],
      moved: 0,
      before: strict,
      correlation: effect(0.73, 0.27, 0.92),
      spearman: { state: 'estimated', value: 0.69 },
      change: none,
      test: { ...tested, raw: none },
    },
  ],
}

test('the strict correlation comes first, then a line on what each defect does to it', () => {
  if (verdict === undefined) throw new Error('the sample has a verdict')
  const { numbers, facts } = artefactsWords(verdict, evidence)
  expect(numbers.slice(0, 2)).toEqual(['strict ρ .73 [.27, .92]', 'Spearman .69'])
  expect(facts).toEqual([
    'each alone, against what it needs to act; all together against strict:',
    '· two-parsers over free-answers: −.12 [−.30, +.02] from .73 to .61, p = .040 (Holm .12); Spearman .69 to .55; 12 tasks moved',
    '· no-cue: changes the score of no task',
  ])
})
