import { conditionProblems } from './conditionProblems.ts'
import { matchedProblems } from './matchedProblems.ts'
import { EXACT_CONTROLS } from './hypothesis.ts'
import { artefactProblems } from './artefactProblems.ts'
import type { HypothesisFile } from './hypothesis.generated.ts'
import { overWordProblems } from './overProblems.ts'
import type { Problem } from './problem.ts'
import { problemIn } from './readYaml.ts'
import { RELATIONS, relationKeys } from './relation.ts'
import type { Study } from './study.ts'
import type { Written } from './validate.ts'
import { dotted, either } from './words.ts'

type Key = string | number
type File = Written<HypothesisFile>['file']
type Threshold = keyof NonNullable<HypothesisFile['decide']>

/** Problems with what a hypothesis file claims: not exactly one relation, names that are no conditions, thresholds that nothing reads. */
export function relationProblems(written: Written<HypothesisFile>, study: Study): Problem[] {
  const keys = relationKeys(written.data)
  const [key, second] = keys
  if (key === undefined) return [noRelation(written)]
  if (second !== undefined) return [twoRelations(written, second, keys)]
  const named = namedConditions(written.data)
  const over = written.data[key]?.over
  return [
    ...(over === undefined ? [] : overWordProblems(written.file, [key, 'over'], over, study)),
    ...named.flatMap(({ keys: at, name, control }) =>
      conditionProblems(written.file, at, name, study, control ? EXACT_CONTROLS : []),
    ),
    ...named.flatMap(({ keys: at, name, control }, index) => {
      const first = named.slice(0, index).find((other) => other.name === name)
      if (first === undefined) return []
      return [control ? ownControl(written.file, at, name) : sameCondition(written.file, at, first.keys, name)]
    }),
    ...matchedProblems(written, study),
    ...unusedThresholds(written, key),
    ...steepMargin(written),
    ...artefactProblems(written, study),
  ]
}

/** Every condition that the file names, with its place. */
function namedConditions(data: HypothesisFile): { keys: Key[]; name: string; control?: true }[] {
  const list = (keys: Key[], names: readonly string[] = []) => names.map((name, i) => ({ keys: [...keys, i], name }))
  const { relate, agree, replicate, consistency, match, compare, contrast, trend, bound, chance, artefacts } = data
  return [
    ...(relate === undefined ? [] : axes('relate', relate)),
    ...list(['relate', 'given'], relate?.given).map((control) => ({ ...control, control: true as const })),
    ...(agree === undefined ? [] : axes('agree', agree)),
    ...(replicate === undefined ? [] : axes('replicate', replicate)),
    ...(consistency === undefined ? [] : axes('consistency', consistency)),
    ...(match === undefined ? [] : axes('match', match)),
    ...(compare === undefined
      ? []
      : [
          { keys: ['compare', 'a'], name: compare.a },
          { keys: ['compare', 'b'], name: compare.b },
        ]),
    ...list(['contrast', 'with'], contrast?.with),
    ...list(['contrast', 'without'], contrast?.without),
    ...list(['trend', 'levels'], trend?.levels),
    ...(bound === undefined ? [] : [{ keys: ['bound', 'condition'], name: bound.condition }]),
    ...list(['bound', 'by'], bound?.by),
    ...(chance === undefined ? [] : [{ keys: ['chance', 'condition'], name: chance.condition }]),
    ...(artefacts === undefined ? [] : axes('artefacts', artefacts)),
  ]
}

function axes(key: string, { x, y }: { x: string; y: string }) {
  return [
    { keys: [key, 'x'], name: x },
    { keys: [key, 'y'], name: y },
  ]
}

/** Which thresholds each relation is decided by, besides alpha. */
const THRESHOLDS: Record<(typeof RELATIONS)[number], readonly Threshold[]> = {
  relate: ['minimum'],
  agree: ['minimum', 'margin'],
  replicate: ['minimum'],
  consistency: ['minimum'],
  match: ['minimum'],
  compare: ['margin'],
  contrast: ['margin'],
  trend: ['margin'],
  bound: ['margin'],
  chance: ['margin', 'share'],
  artefacts: ['margin'],
}

function unusedThresholds({ data, keyAt, file }: Written<HypothesisFile>, key: (typeof RELATIONS)[number]): Problem[] {
  const read: readonly Threshold[] = ['alpha', ...THRESHOLDS[key]]
  const thresholds: readonly Threshold[] = ['minimum', 'margin', 'share']
  return thresholds
    .filter((name) => data.decide?.[name] !== undefined && !read.includes(name))
    .map((name) => ({
      file: file.path,
      ...keyAt(['decide', name]),
      what: `\`decide.${name}\` decides nothing here`,
      expected: `${either(read)}: what \`${key}\` is decided by`,
      found: name,
      todo: 'Delete it: a threshold that nobody reads misleads.',
    }))
}

/** A slope over steps between scores in [0, 1] has a scale of its own, smaller than that of a difference. */
function steepMargin({ data: { trend, decide: { margin = 0.03 } = {} }, file }: Written<HypothesisFile>): Problem[] {
  if (trend === undefined) return []
  const centred = trend.levels.map((_, level) => level - (trend.levels.length - 1) / 2)
  const sum = (of: (distance: number) => number) => centred.reduce((total, distance) => total + of(distance), 0)
  const steepest = sum(Math.abs) / (2 * sum((distance) => distance ** 2))
  if (margin < steepest) return []
  const problem = {
    what: 'is beyond the scale of a slope',
    expected: `a number below ${steepest.toFixed(2)}: over ${trend.levels.length} levels no slope per step is larger`,
    found: String(margin),
    todo: 'Write the change from one level to the next that would matter.',
  }
  return [problemIn(file, ['decide', 'margin'], problem)]
}

function noRelation({ file, keyAt }: Written<HypothesisFile>): Problem {
  return {
    file: file.path,
    ...keyAt(['hypothesis']),
    what: 'nothing is claimed of the scores',
    expected: `one key of ${either(RELATIONS)}`,
    found: 'none of them',
    todo: 'Add, for example, `relate: { x: "gold-4", y: "flan", over: "held-out tasks" }`.',
  }
}

function twoRelations({ file, keyAt }: Written<HypothesisFile>, second: string, keys: readonly string[]): Problem {
  return {
    file: file.path,
    ...keyAt([second]),
    what: `\`${second}\` is a second claim`,
    expected: `one key of ${either(RELATIONS)}: every claim has its own file, verdict and expectation`,
    found: keys.join(' and '),
    todo: 'Move it to a hypothesis file of its own.',
  }
}

function sameCondition(file: File, keys: Key[], first: readonly Key[], name: string): Problem {
  return problemIn(file, keys, {
    what: `is the same condition as \`${dotted(first)}\``,
    expected: 'different conditions: a condition always follows and equals itself',
    found: name,
    todo: 'Name the other condition of the claim.',
  })
}

function ownControl(file: File, keys: Key[], name: string): Problem {
  return problemIn(file, keys, {
    what: 'is one of the two conditions that are related',
    expected: 'a control that is neither x nor y: given one of them, nothing is left to relate',
    found: name,
    todo: 'Delete it, or name another condition.',
  })
}
