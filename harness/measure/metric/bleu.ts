import { type BleuTokens, bleuTokens } from './bleuTokens.ts'
import { type ItemMetric, sumOf } from './metric.ts'
import { countNgrams, overlap } from './ngrams.ts'

/**
 * BLEU: how much of the answers' n-grams, up to four words, is in the references, times a penalty for brevity.
 *
 * The corpus score is sacreBLEU's: exponential smoothing, case kept, the reference nearest in length. The item score is its
 * sentence score, which leaves out the orders that a short answer does not have. A row holds, as sacreBLEU's, the length of the
 * answer, the length of the nearest reference, four counts of shared n-grams and four of n-grams.
 * Source: Papineni et al. 2002, Post 2018.
 */
export function bleu(tokens: BleuTokens): ItemMetric {
  return {
    isMean: false,
    statistics: (answer, references) =>
      count(
        bleuTokens(answer, tokens),
        references.map((reference) => bleuTokens(reference, tokens)),
      ),
    item: (statistics) => score(statistics, 'present'),
    corpus: (items) =>
      items.length === 0
        ? { state: 'undefined', reason: 'there are no items' }
        : { state: 'scored', value: score(sumOf(items), 'all') },
  }
}

const orders = [1, 2, 3, 4]

function count(answer: readonly string[], references: readonly string[][]): number[] {
  const shared = orders.map((order) => overlap(countNgrams(answer, order), mostOfEach(references, order)))
  const all = orders.map((order) => Math.max(0, answer.length - order + 1))
  return [answer.length, nearestLength(answer.length, references), ...shared, ...all]
}

/** Each n-gram as often as it occurs in the reference that has most of it. */
function mostOfEach(references: readonly string[][], order: number): Map<string, number> {
  const most = new Map<string, number>()
  for (const reference of references) {
    for (const [key, times] of countNgrams(reference, order)) most.set(key, Math.max(times, most.get(key) ?? 0))
  }
  return most
}

/** The length nearest to the answer's; the shorter of two that are equally near. */
function nearestLength(length: number, references: readonly string[][]): number {
  const [nearest = 0] = references
    .map((reference) => reference.length)
    .sort((a, b) => Math.abs(a - length) - Math.abs(b - length) || a - b)
  return nearest
}

/** Which orders the geometric mean is taken over: all four, or only those of which there are n-grams. */
function score(statistics: readonly number[], over: 'all' | 'present'): number {
  const [length = 0, reference = 0] = statistics
  const shared = statistics.slice(2, 6)
  const all = statistics.slice(6)
  if (shared.every((matches) => matches === 0)) return 0
  const present = all.filter((ngrams) => ngrams > 0).length
  if (present < orders.length && over === 'all') return 0
  let halvings = 1
  let logs = 0
  for (let order = 0; order < present; order++) {
    const matches = Number(shared[order])
    if (matches === 0) halvings *= 2
    logs += Math.log((matches === 0 ? 1 / halvings : matches) / Number(all[order]))
  }
  const brevity = length < reference ? Math.exp(1 - reference / length) : 1
  // A perfect score may come out one unit in the last place above 1.
  return Math.min(1, brevity * Math.exp(logs / present))
}
