/**
 * The stem of an English word in small letters: Porter's algorithm with the extensions of NLTK, which the package rouge_score uses.
 *
 * Source: Porter, An algorithm for suffix stripping, 1980; NLTK's mode NLTK_EXTENSIONS.
 *
 * @example stem('relational') // 'relat'
 */
export function stem(word: string): string {
  const known = irregular.get(word)
  if (known !== undefined) return known
  if (word.length <= 2) return word
  return [plural, participle, finalY, doubleSuffix, suffix, lastSuffix, finalE, finalDouble].reduce(
    (text, step) => step(text),
    word,
  )
}

const irregular = new Map(
  Object.entries({
    sky: ['sky', 'skies'],
    die: ['dying'],
    lie: ['lying'],
    tie: ['tying'],
    news: ['news'],
    inning: ['innings', 'inning'],
    outing: ['outings', 'outing'],
    canning: ['cannings', 'canning'],
    howe: ['howe'],
    proceed: ['proceed'],
    exceed: ['exceed'],
    succeed: ['succeed'],
  }).flatMap(([root, forms]) => forms.map((form): [string, string] => [form, root])),
)

/** Step 1a. */
function plural(word: string): string {
  if (word.length === 4 && word.endsWith('ies')) return word.slice(0, -1)
  return replace(word, [
    ['sses', 'ss', always],
    ['ies', 'i', always],
    ['ss', 'ss', always],
    ['s', '', always],
  ])
}

/** Step 1b. */
function participle(word: string): string {
  if (word.endsWith('ied')) return word.slice(0, word.length === 4 ? -1 : -2)
  if (word.endsWith('eed')) return measure(word.slice(0, -3)) > 0 ? word.slice(0, -1) : word
  const ending = ['ed', 'ing'].find((each) => word.endsWith(each) && shape(cut(word, each)).includes('v'))
  if (ending === undefined) return word
  const rest = cut(word, ending)
  if (/(?:at|bl|iz)$/.test(rest)) return `${rest}e`
  if (endsInDouble(rest)) return /[lsz]$/.test(rest) ? rest : rest.slice(0, -1)
  return measure(rest) === 1 && isShort(rest) ? `${rest}e` : rest
}

/** Step 1c, as NLTK has it: after a consonant, unless that is all there is. */
function finalY(word: string): string {
  return replace(word, [['y', 'i', (rest) => rest.length > 1 && shape(rest).endsWith('c')]])
}

/** Step 2. */
function doubleSuffix(word: string): string {
  if (word.endsWith('alli') && hasMeasure(word.slice(0, -4))) return doubleSuffix(word.slice(0, -2))
  return replace(word, [
    ...pairs(
      'ational ate tional tion enci ence anci ance izer ize bli ble alli al entli ent eli e ousli ous ization ize ation ate ator ate',
    ),
    ...pairs('alism al iveness ive fulness ful ousness ous aliti al iviti ive biliti ble fulli ful'),
    ['logi', 'log', (rest) => hasMeasure(`${rest}l`)],
  ])
}

/** Step 3. */
function suffix(word: string): string {
  return replace(word, [
    ['icate', 'ic', hasMeasure],
    ['ative', '', hasMeasure],
    ...pairs('alize al iciti ic ical ic'),
    ['ful', '', hasMeasure],
    ['ness', '', hasMeasure],
  ])
}

/** Step 4. */
function lastSuffix(word: string): string {
  const gone = (list: string) => list.split(' ').map((ending): Rule => [ending, '', (rest) => measure(rest) > 1])
  return replace(word, [
    ...gone('al ance ence er ic able ible ant ement ment ent'),
    ['ion', '', (rest) => measure(rest) > 1 && /[st]$/.test(rest)],
    ...gone('ou ism ate iti ous ive ize'),
  ])
}

/** Step 5a. */
function finalE(word: string): string {
  const rest = word.slice(0, -1)
  return word.endsWith('e') && (measure(rest) > 1 || (measure(rest) === 1 && !isShort(rest))) ? rest : word
}

/** Step 5b. */
function finalDouble(word: string): string {
  return word.endsWith('ll') && measure(word.slice(0, -1)) > 1 ? word.slice(0, -1) : word
}

/** An ending, what takes its place, and what the rest of the word must be like. */
type Rule = [ending: string, by: string, when: (rest: string) => boolean]

/** Applies the first rule whose ending fits; where its condition fails, no later rule is tried. */
function replace(word: string, rules: readonly Rule[]): string {
  const rule = rules.find(([ending]) => word.endsWith(ending))
  if (rule === undefined) return word
  const [ending, by, when] = rule
  const rest = cut(word, ending)
  return when(rest) ? rest + by : word
}

function pairs(list: string): Rule[] {
  const parts = list.split(' ')
  return parts.flatMap((ending, i): Rule[] => (i % 2 === 0 ? [[ending, parts[i + 1] ?? '', hasMeasure]] : []))
}

const always = () => true
const cut = (word: string, ending: string) => word.slice(0, word.length - ending.length)
const hasMeasure = (word: string) => measure(word) > 0

/** How often a vowel is followed by a consonant: Porter's m. */
const measure = (word: string) => shape(word).split('vc').length - 1

const endsInDouble = (word: string) => word.at(-1) === word.at(-2) && word.length > 1 && shape(word).endsWith('c')

/** Ends consonant, vowel, consonant other than w, x and y; or is a vowel and a consonant. */
const isShort = (word: string) => {
  const form = shape(word)
  return form === 'vc' || (form.endsWith('cvc') && !/[wxy]$/.test(word))
}

/** A word as c (consonant) and v (vowel); y is a vowel after a consonant. Digits are consonants. */
function shape(word: string): string {
  let form = ''
  for (const letter of word) {
    const isVowel = 'aeiou'.includes(letter) || (letter === 'y' && form.endsWith('c'))
    form += isVowel ? 'v' : 'c'
  }
  return form
}
