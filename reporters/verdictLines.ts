import type { Report, ReportVerdict, VerdictState } from '../harness/report/report.generated.ts'
import { agreementWords } from './agreementWords.ts'
import { artefactsWords } from './artefactsWords.ts'
import { associationWords } from './associationWords.ts'
import { boundWords } from './boundWords.ts'
import { consistencyWords } from './consistencyWords.ts'
import { differenceWords } from './differenceWords.ts'
import { type Line, marked, type Mark, paragraph } from './line.ts'
import { matchWords } from './matchWords.ts'
import { nearChanceWords } from './nearChanceWords.ts'
import { replicationWords } from './replicationWords.ts'
import { DOT, type EvidenceWords, inOne, needs } from './verdictWords.ts'
import { clean, displayWidth, pad, shorten } from './width.ts'

/** Every verdict with its numbers: the claim once, then one answer per base model, and what would decide an open one. */
export function verdictLines(report: Report, columns: number): Line[] {
  const names = [...new Set(report.verdicts.map((verdict) => verdict.hypothesis))]
  return names.flatMap((name) => {
    const own = report.verdicts.filter((verdict) => verdict.hypothesis === name)
    const claims = [...new Set(own.map((verdict) => clean(verdict.claim)))]
    const models = report.models.length > 1 ? own.map((verdict) => shorten(clean(verdict.model), MODEL)) : []
    const widest = Math.max(0, ...models.map(displayWidth))
    return [
      ...claims.flatMap((claim) =>
        paragraph([' ', marked('strong', shorten(clean(name), MODEL)), '  '], claim, columns),
      ),
      ...own.flatMap((verdict, index) =>
        answer(verdict, widest === 0 ? '' : `${pad(models[index] ?? '', widest, 'left')}  `, columns),
      ),
    ]
  })
}

/** Widest name of a model or a hypothesis. */
const MODEL = 16

/** Pages narrower than this have no room to stand every number to the right of the state. */
const ROOMY = 100

const MARKS: Record<VerdictState, Mark> = { supported: 'good', refuted: 'bad', inconclusive: 'doubt' }

function answer(verdict: ReportVerdict, model: string, columns: number): Line[] {
  const state = marked(MARKS[verdict.state], pad(verdict.state.toUpperCase(), 'INCONCLUSIVE'.length, 'left'))
  const indent = ' '.repeat(columns < ROOMY ? 7 : 5 + displayWidth(model) + 14)
  const place = `${verdict.file}:${verdict.line}:${verdict.column}`
  const { numbers, facts } = wordsOf(verdict)
  const told = [
    ...(verdict.state === 'supported' ? [] : [`because ${verdict.reason}`]),
    ...needs(verdict.toDecide, 'would decide it'),
    ...facts,
    ...verdict.warnings.map((warning) => `note: ${warning}`),
  ].map(clean)
  return [
    ...paragraph(['     ', model, state, '  '], numbers.map(inOne).join(', '), columns),
    ...told.flatMap((fact) =>
      fact.startsWith(DOT)
        ? paragraph([indent, DOT], fact.slice(DOT.length), columns)
        : paragraph([indent], fact, columns),
    ),
    ...(verdict.asExpected ? [] : paragraph([indent], clean(`expected ${verdict.expect}: ${place}`), columns, 'bad')),
  ]
}

/** The numbers and facts of a verdict, by the kind of its evidence. */
export function wordsOf(verdict: ReportVerdict): EvidenceWords {
  const { evidence } = verdict
  switch (evidence.kind) {
    case 'association':
      return associationWords(verdict, evidence)
    case 'agreement':
      return agreementWords(verdict, evidence)
    case 'replication':
      return replicationWords(verdict, evidence)
    case 'consistency':
      return consistencyWords(verdict, evidence)
    case 'match':
      return matchWords(verdict, evidence)
    case 'artefacts':
      return artefactsWords(verdict, evidence)
    case 'bound':
      return boundWords(verdict, evidence)
    case 'chance':
      return nearChanceWords(verdict, evidence)
    default:
      return differenceWords(verdict, evidence)
  }
}
