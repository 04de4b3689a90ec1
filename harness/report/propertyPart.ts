import type { CaseEvidence, Reply } from '../search/judgeCase.ts'
import type { PromptCase, PromptPair } from '../search/rewrittenPrompts.ts'
import type { Counterexample, SearchResult } from '../search/searchResult.ts'
import type { Law, Property } from '../suite/property.ts'
import type { PropertyVerdict } from '../verdict/property.ts'
import type { PropertyRobustness } from '../verdict/propertyRobustness.ts'
import { seedsOfScore } from '../verdict/seedsOfScore.ts'
import type { WrittenScores } from '../verdict/writtenScores.ts'
import { relativeFile } from './parts.ts'
import type { PropertyCounterexample, PropertyReply, ReportProperty } from './report.generated.ts'
import { describeRobustness } from './robustnessPart.ts'

/** A property as the report shows it, asked of one cell; `root` is the absolute folder of the project. */
export function describeProperty(
  property: Property,
  verdict: PropertyVerdict,
  { result, found }: { result: SearchResult<PromptCase, CaseEvidence>; found?: PromptPair },
  { robustness, asWritten }: { robustness: PropertyRobustness; asWritten: WrittenScores | undefined },
  about: { model: string; subject: string; tasks: readonly string[]; root: string; replayed: boolean },
): ReportProperty {
  const { state, reason, toDecide, alpha, cases, violations } = verdict
  const { root, tasks, ...rest } = about
  const file = relativeFile(property.file.path, root)
  const holding = result.tried.flatMap(({ outcome }) => (outcome.state === 'holds' ? [outcome.evidence] : []))
  const proved = holding.filter(({ by }) => by === 'tokens')
  const tied = holding.filter((evidence) => evidence.by === 'model' && evidence.tied)
  return {
    property: property.name,
    claim: property.claim,
    ...rest,
    state,
    expect: property.expect,
    asExpected: state === property.expect,
    reason,
    toDecide,
    rewrites: property.rewrites.flatMap((step) => Object.keys(step)),
    law: lawWords(property.law, about.replayed ? 'in this case' : oftenWords(property.law)),
    tasks: [...tasks],
    alpha,
    seed: result.seed,
    cases: { ...cases, proved: proved.length, tied: tied.length },
    violations:
      violations.state === 'undefined'
        ? violations
        : { state: 'estimated', value: violations.value, lower: violations.lower, upper: violations.upper },
    robustness: describeRobustness(robustness, seedsOfScore(asWritten === undefined ? [] : [asWritten])),
    ...(result.state === 'violated' && found !== undefined
      ? { counterexample: describeCase(result.counterexample, found, { ...about, file }) }
      : {}),
    file,
    ...property.expectAt,
  }
}

/** In how many cases a law must hold, in words. */
function oftenWords({ often }: Law): string {
  if (often === 'always') return 'in every case'
  return often === 'on average' ? often : `in ${share(often)} of cases`
}

/** A law in words: what must hold, and how often. */
function lawWords(law: Law, often: string): string {
  switch (law.of) {
    case 'answer':
      return `${law.is === 'stays' ? 'the answer stays' : 'the same option is chosen'} ${often}`
    case 'distance':
      return `the options' probabilities move by at most ${share(law.within)} ${often}`
    case 'score':
      return `the score moves by less than ${Number((100 * law.within).toPrecision(3))} points ${often}`
  }
}

const share = (value: number) => `${Number((100 * value).toPrecision(3))} %`

/** The command that tries one case of a property alone, for one model. */
function replayCommand(file: string, subject: string, { seed, path }: { seed: number; path: string }): string {
  return `KSHOT_REPLAY=${seed}/${path} npx vitest run ${file} -t '${subject}'`
}

/** What `KSHOT_REPLAY` asks for; undefined where it asks for nothing. Throws for what is no seed and path. */
export function replayOf(written: string | undefined): { seed: number; path: string } | undefined {
  if (written === undefined || written === '') return undefined
  const [seed = '', path = '', ...rest] = written.split('/')
  if (/^-?\d+$/u.test(seed) && /^\d+(?::\d+)*$/u.test(path) && rest.length === 0) return { seed: Number(seed), path }
  throw new Error(
    `KSHOT_REPLAY: expected a seed and a path such as 7/12:0:1, found ${JSON.stringify(written)}. Copy the line from the report.`,
  )
}

function describeCase(
  { case: one, evidence, seed, path, steps, ended, known }: Counterexample<PromptCase, CaseEvidence>,
  { task, item, source, right, words, before, after }: PromptPair,
  { file, subject, root }: { file: string; subject: string; root: string },
): PropertyCounterexample {
  if (evidence.by === 'tokens') throw new Error(`${file}: a case that nobody was asked about cannot break a law`)
  return {
    task,
    item,
    file: relativeFile(source.file, root),
    line: source.line,
    rewrite: words,
    plan: one.plan.map(({ rewrite, changes }) => ({ rewrite, changes: changes.map((change) => ({ ...change })) })),
    right,
    before: describeReply(before, evidence.before),
    after: describeReply(after, evidence.after),
    seed,
    path,
    replay: replayCommand(file, subject, { seed, path }),
    steps,
    ended,
    known,
  }
}

function describeReply(prompt: string, { answer, score, options }: Reply): PropertyReply {
  return { prompt, answer, score, options: options.map((option) => ({ ...option })) }
}
