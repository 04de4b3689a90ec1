import type { Task } from '../../suite/task.ts'
import { bleu } from './bleu.ts'
import { chrf } from './chrf.ts'
import { editDistance } from './editDistance.ts'
import { exactMatch, squadExactMatch, triviaExactMatch } from './exactMatch.ts'
import { macroF1, matthews } from './labels.ts'
import type { ItemMetric } from './metric.ts'
import { rouge, rougeL } from './rouge.ts'
import { rougeLsum } from './rougeLsum.ts'
import { squadF1, triviaF1 } from './tokenF1.ts'

/** The metric that a task names. */
export function metricOf({ metric, prompt: { options } }: Pick<Task, 'metric' | 'prompt'>): ItemMetric {
  const labels = options.kind === 'fixed' ? options.labels : []
  if (metric === 'matthews') return matthews(labels)
  return metric === 'macro-f1' ? macroF1(labels) : metrics[metric]
}

const metrics: Record<Exclude<Task['metric'], 'matthews' | 'macro-f1'>, ItemMetric> = {
  // Among options the right one is chosen or not.
  accuracy: exactMatch,
  'exact-match': exactMatch,
  'squad-exact-match': squadExactMatch,
  'squad-f1': squadF1,
  'triviaqa-exact-match': triviaExactMatch,
  'triviaqa-f1': triviaF1,
  bleu: bleu('13a'),
  'bleu-intl': bleu('intl'),
  'bleu-char': bleu('char'),
  chrf: chrf(0),
  'chrf++': chrf(2),
  'rouge-1': rouge(1, false),
  'rouge-2': rouge(2, false),
  'rouge-l': rougeL(false),
  'rouge-lsum': rougeLsum(false),
  'rouge-1-stemmed': rouge(1, true),
  'rouge-2-stemmed': rouge(2, true),
  'rouge-l-stemmed': rougeL(true),
  'rouge-lsum-stemmed': rougeLsum(true),
  'edit-distance': editDistance,
}
