import { DRAWN_FROM, isDrawnFrom } from './drawnFrom.ts'
import type { Problem } from './problem.ts'
import { problemIn } from './readYaml.ts'
import { recipeProblems } from './recipeProblems.ts'
import { rewordingProblems } from './rewordingProblems.ts'
import type { StudyFile } from './study.generated.ts'
import type { SuiteFile as File } from './suiteFile.ts'
import { shown } from './words.ts'

type WrittenCondition = StudyFile['conditions'][string]

/** The problem, if any, with settings of one condition that contradict each other or the study. */
export function settingProblems(data: StudyFile, file: File, name: string, condition: WrittenCondition): Problem[] {
  const problem = (key: string, complaint: Parameters<typeof problemIn>[2]) => [
    problemIn(file, ['conditions', name, key], complaint),
  ]
  if (condition.weights === 'none') {
    const [ignored] = Object.entries(condition).filter(([key]) => key !== 'weights' && key !== 'items')
    if (ignored === undefined) return []
    return problem(ignored[0], {
      what: 'has no meaning with `weights: none`',
      expected: '`weights: none` alone: the score is the chance level, and nobody is asked',
      found: `${ignored[0]}: ${shown(ignored[1])}`,
      todo: 'Delete it, or name the weights that are asked.',
    })
  }
  if (condition.form === undefined) {
    return problem('form', {
      what: 'is missing',
      expected: 'instruction or component',
      found: 'nothing',
      todo: 'Write `form: instruction` for the phrasing of the task, or `form: component` for its labelled fields.',
    })
  }
  if (condition.items !== undefined && condition.items > data.items) {
    return problem('items', {
      what: 'asks for more items than the study uses',
      expected: `at most ${data.items}, the study's own \`items\``,
      found: shown(condition.items),
      todo: 'Lower it, or raise the number of the study.',
    })
  }
  return [...exemplarProblems(data, file, name, condition), ...rewordingProblems(file, name, condition)]
}

function exemplarProblems(data: StudyFile, file: File, name: string, { form, exemplars }: WrittenCondition): Problem[] {
  if (typeof exemplars !== 'object') return []
  const keys = ['conditions', name, 'exemplars']
  if (form === 'instruction') {
    return [
      problemIn(file, keys, {
        what: 'cannot be shown in the instruction form',
        expected: '`form: component`, in which exemplars and question look alike',
        found: '`form: instruction`',
        todo: 'Write `form: component`, or delete the exemplars.',
      }),
    ]
  }
  const misplaced = sourceProblems(file, keys, exemplars)
  if (misplaced.length > 0) return misplaced
  if (!isDrawnFrom(exemplars.from)) return writerProblems(data, file, keys, exemplars)
  if (exemplars.shots !== undefined) return []
  return [
    problemIn(file, [...keys, 'shots'], {
      what: 'is missing',
      expected: 'how many exemplars are shown',
      found: 'nothing',
      todo: 'Add, for example, `shots: 4`.',
    }),
  ]
}

/** Where the tasks come from that exemplars are rows of is said only where they are rows of other tasks. */
function sourceProblems(
  file: File,
  keys: string[],
  { from, mixture, task }: { from: string; mixture?: string; task?: string },
): Problem[] {
  if (mixture !== undefined && from !== 'donor' && from !== 'mixture') {
    return [
      problemIn(file, [...keys, 'mixture'], {
        what: `has no meaning with \`from: ${from}\``,
        expected: '`mixture` beside `from: mixture` or `from: donor`',
        found: mixture,
        todo: 'Delete it, or draw the exemplars from a mixture.',
      }),
    ]
  }
  if (task === undefined || mixture !== undefined) return []
  return [
    problemIn(file, [...keys, 'task'], {
      what: 'has no mixture to be the one task of',
      expected: '`task` beside `mixture: setup-3`, `setup-4`, `setup-6` or `setup-7`',
      found: task,
      todo: 'Add the mixture, or delete `task`.',
    }),
  ]
}

function writerProblems(
  data: StudyFile,
  file: File,
  keys: string[],
  written: { from: string; shots?: number },
): Problem[] {
  const unknown = recipeProblems(data, file, [...keys, 'from'], written.from, [...DRAWN_FROM])
  if (unknown.length > 0) return unknown
  const { shots = 0 } = data.recipes?.[written.from] ?? {}
  if (shots === 0) {
    return [
      problemIn(file, [...keys, 'from'], {
        what: 'names a recipe that writes no exemplars',
        expected: 'gold, donor, mixture, or a recipe with `shots`',
        found: shown(written.from),
        todo: `Add \`shots\` to \`recipes.${written.from}\`, or write \`from: gold\`.`,
      }),
    ]
  }
  if (written.shots === undefined || written.shots === shots) return []
  return [
    problemIn(file, [...keys, 'shots'], {
      what: 'is not the number that the recipe writes',
      expected: `${shots}, as under \`recipes.${written.from}\``,
      found: shown(written.shots),
      todo: 'Write that number, or leave it out.',
    }),
  ]
}
