import type { Problem } from './problem.ts'
import { problemIn } from './readYaml.ts'
import type { StudyFile } from './study.generated.ts'
import type { SuiteFile as File } from './suiteFile.ts'

/** A recipe wraps its question in a text of its own or by the model's chat template; only the latter has a system message and a date. */
export function chatProblems(file: File, name: string, recipe: NonNullable<StudyFile['recipes']>[string]): Problem[] {
  const { wrap, chat } = recipe
  if (wrap === undefined && chat === undefined) {
    return [
      problemIn(file, ['recipes', name], {
        what: 'does not say how its question is asked',
        expected: '`wrap` with the text around the question, or `chat: true` for the template of the model',
        found: 'neither',
        todo: 'Write one of them.',
      }),
    ]
  }
  if (wrap !== undefined && chat !== undefined) {
    return [
      problemIn(file, ['recipes', name, 'chat'], {
        what: 'contradicts `wrap`',
        expected: '`wrap` or `chat`',
        found: 'both',
        todo: 'Delete one of them.',
      }),
    ]
  }
  if (chat !== undefined) return []
  return (['system', 'date'] as const)
    .filter((key) => recipe[key] !== undefined)
    .map((key) =>
      problemIn(file, ['recipes', name, key], {
        what: 'has no chat template to go to',
        expected: `\`${key}\` only beside \`chat: true\``,
        found: '`wrap`',
        todo: `Write it into the text of \`wrap\`, or write \`chat: true\` in its place.`,
      }),
    )
}
