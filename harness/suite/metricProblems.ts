import { isOptionMetric, needsLabels } from './optionMetric.ts'
import type { Problem } from './problem.ts'
import { problemIn } from './readYaml.ts'
import type { SuiteFile } from './suiteFile.ts'
import type { TaskFile } from './task.generated.ts'

/** Whether a task's metric goes with its options, and the other way round. */
export function metricProblems({ metric, maxTokens, prompt: { options } }: TaskFile, file: SuiteFile): Problem[] {
  if (isOptionMetric(metric) && options === undefined) {
    return [
      problemIn(file, ['metric'], {
        what: 'needs options to choose from',
        expected: needsLabels(metric)
          ? '`prompt.options`: a list of labels'
          : '`prompt.options`: a list of labels, or "{{options}}" for the list of each row',
        found: 'a prompt without options',
        todo: 'Add the options, or write `metric: exact-match` for free text.',
      }),
    ]
  }
  if (!isOptionMetric(metric) && options !== undefined) {
    return [
      problemIn(file, ['metric'], {
        what: 'scores free text, and this task has options',
        expected: 'accuracy for a task with options',
        found: `${metric} beside \`prompt.options\``,
        todo: 'Write `metric: accuracy`, or delete the options.',
      }),
    ]
  }
  if (needsLabels(metric) && typeof options === 'string') {
    return [
      problemIn(file, ['metric'], {
        what: 'needs the same labels in every row',
        expected: '`prompt.options` as a list of labels',
        found: `${metric} beside ${options}, the list of each row`,
        todo: 'Write the labels as a list, or `metric: accuracy`.',
      }),
    ]
  }
  if (isOptionMetric(metric) && maxTokens !== undefined) {
    return [
      problemIn(file, ['maxTokens'], {
        what: 'is about free text, and this task has options',
        expected: 'no `maxTokens` in a task whose options are compared',
        found: String(maxTokens),
        todo: 'Delete it, or ask in free text: delete the options and name another metric.',
      }),
    ]
  }
  return []
}
