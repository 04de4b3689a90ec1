import { chrf } from './metric/chrf.ts'

/**
 * The option that a written answer is most like, by characters (chrF), and the first of those most alike: so an answer that is like none,
 * and none at all, is the first option.
 *
 * The released experiments choose in this way by BERTScore, of which this keeps the rule for empty answers and not the likeness.
 */
export function nearestOption(answer: string, options: readonly string[]): string {
  const likeness = options.map((option) => characters.item(characters.statistics(answer, [option])))
  return options[likeness.indexOf(Math.max(...likeness))] ?? answer
}

const characters = chrf(0)
