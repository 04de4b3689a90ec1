import type { Task } from '../../suite/task.ts'
import { squadNormal } from './squad.ts'
import { triviaNormal } from './trivia.ts'

/** What of a free answer a metric looks at: answers that are the same in this are one answer to it. */
export function readAs(metric: Task['metric']): (answer: string) => string {
  switch (metric) {
    case 'squad-exact-match':
    case 'squad-f1':
      return squadNormal
    case 'triviaqa-exact-match':
    case 'triviaqa-f1':
      return triviaNormal
    default:
      return (answer) => answer
  }
}
