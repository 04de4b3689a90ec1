/**
 * The answer in a greedily written text: its first line that is not blank, trimmed.
 * One rule for every model and condition, so that a lenient parser cannot favour one of them.
 */
export function extractAnswer(
  generated: string,
): { state: 'answered'; answer: string } | { state: 'unanswered'; reason: string } {
  const answer = generated.trimStart().split('\n', 1)[0]?.trim() ?? ''
  return answer === ''
    ? { state: 'unanswered', reason: 'the model wrote nothing but white space' }
    : { state: 'answered', answer }
}
