// Generated from property.schema.json by generate.ts. Do not edit.

/**
 * A law about prompts: changes that must leave answers, probabilities or scores as they are.
 */
export interface PropertyFile {
  /**
   * Short name of the property; letters, digits, hyphens and dots.
   */
  property: string
  /**
   * What holds, in one sentence.
   */
  claim: string
  /**
   * Which tasks: all tasks, held-out tasks, trained tasks, a name of `groups` in study.yaml, or a list of task names.
   *
   * @minItems 1
   */
  over: string | string[]
  /**
   * Condition whose prompts are rewritten, or a list of them; each model that one asks has a test of its own.
   *
   * @minItems 1
   */
  condition: string | string[]
  /**
   * Base models that are asked. Default: all of the study.
   *
   * @minItems 1
   *
   * Items: A model of study.yaml.
   */
  models?: string[]
  /**
   * What is changed, one rewrite after the other.
   *
   * @minItems 1
   *
   * Items: One rewrite, by its name, with its settings.
   */
  rewrites: {
    /**
     * Space and line ends outside of fields, options and answers.
     */
    spacing?: {
      /**
       * Those that may be tried; all unless told.
       *
       * @minItems 1
       *
       * Items: One of them.
       */
      kinds?: ('before-answer' | 'before-line-ends' | 'crlf' | 'empty-lines' | 'double' | 'tabs')[]
    }
    /**
     * The letter case of instructions and field names.
     */
    'letter-case'?: {
      /**
       * Those that may be tried; all unless told.
       *
       * @minItems 1
       *
       * Items: One of them.
       */
      cases?: ('lower' | 'upper' | 'title')[]
    }
    /**
     * Marks at the ends of sentences around the question.
     */
    punctuation?: {}
    /**
     * Options of the question change places.
     */
    'option-order'?: {}
    /**
     * What stands before the options.
     */
    'option-labels'?: {
      /**
       * Those that may be tried; all unless told.
       *
       * @minItems 1
       *
       * Items: One of them.
       */
      labels?: ('none' | 'lettered-upper' | 'lettered-lower' | 'numbered' | 'roman')[]
    }
    /**
     * The words that answer, in exemplars and options alike: yes and no become words that no language has, for example.
     */
    'label-words'?: {
      /**
       * Those that may be tried; all unless told, none where there is a table.
       *
       * @minItems 1
       *
       * Items: One of them.
       */
      words?: ('nonsense' | 'letters' | 'numbers' | 'swapped')[]
      /**
       * For each option, other words for it.
       */
      table?: {
        /**
         * Words that mean the same.
         *
         * @minItems 1
         *
         * Items: A word.
         */
        [k: string]: string[]
      }
    }
    /**
     * What the lines of the component form are called.
     */
    'field-names'?: {
      /**
       * Those that may be tried; all unless told.
       *
       * @minItems 1
       *
       * Items: One of them.
       */
      names?: ('semantic' | 'unified' | 'swapped' | 'nonsense')[]
    }
    /**
     * Another of the task's own phrasings.
     */
    template?: {}
    /**
     * How ornate the words around the question are, in six steps.
     */
    ladder?: {
      /**
       * Those that may be tried; all unless told.
       *
       * @minItems 1
       *
       * Items: A step, 1 to 6.
       */
      levels?: number[]
    }
    /**
     * Exemplars change places.
     */
    'exemplar-order'?: {}
    /**
     * Other exemplars of the pool.
     */
    'exemplar-choice'?: {}
    /**
     * Fewer exemplars, or more.
     */
    'exemplar-count'?: {
      /**
       * Exemplars that may be added or taken away.
       */
      most?: number
    }
    /**
     * Exemplars that say something wrong, something else, or nothing.
     */
    'exemplar-corruption'?: {
      /**
       * Those that may be tried; all unless told.
       *
       * @minItems 1
       *
       * Items: One of them.
       */
      kinds?: ('wrong-answer' | 'other-task' | 'blank')[]
    }
    /**
     * A sentence that has nothing to do with the question.
     */
    distractor?: {
      /**
       * Those that may be tried; four about nothing unless told.
       *
       * @minItems 1
       *
       * Items: A sentence.
       */
      sentences?: string[]
    }
    /**
     * Misspelt words of the question, outside of options and answers.
     */
    typos?: {
      /**
       * Share of the words that get a typo.
       */
      rate: number
    }
    /**
     * Look-alike letters, and normalisation forms of Unicode.
     */
    unicode?: {
      /**
       * Normalisation forms that may be tried; all unless told, none for an empty list.
       *
       * Items: One of them.
       */
      forms?: ('NFC' | 'NFD' | 'NFKC' | 'NFKD')[]
      /**
       * Letters that may give way to a look-alike; all that have one unless told, none for an empty text.
       */
      letters?: string
    }
    /**
     * Words of the question, for others that mean the same.
     */
    synonyms?: {
      /**
       * For each word, those that mean the same.
       */
      table: {
        /**
         * Words that mean the same.
         *
         * @minItems 1
         *
         * Items: A word.
         */
        [k: string]: string[]
      }
    }
    /**
     * The same rows in another language.
     */
    translation?: {
      /**
       * Names of `translations` of the tasks.
       *
       * @minItems 1
       *
       * Items: A language.
       */
      languages: string[]
    }
  }[]
  /**
   * What the changes must leave as it is: one of answer, distance and score.
   */
  holds: {
    /**
     * stays: the answer is the same text. follows: the same option is chosen, wherever it stands and in whichever language.
     */
    answer?: 'stays' | 'follows'
    /**
     * The probabilities of the options, scaled to sum 1, move by at most this, in total variation.
     */
    distance?: number
    /**
     * The mean score moves by less than this, up or down; 0.03 is 3 points.
     */
    score?: number
  }
  /**
   * always: one case refutes it. A share, such as 0.95: in at least so many of the cases. on average: the mean over items moves by less than the limit, which is all that can be said of a score. Default: always, of a score on average.
   */
  often?: string | number
  /**
   * Chance of each wrong answer about a share or a mean, at most this.
   */
  alpha?: number
  /**
   * How many cases are drawn: an item, and how its prompt is changed.
   */
  cases?: number
  /**
   * Prompts that may be asked to make a violation smaller.
   */
  shrink?: number
  /**
   * Time for all of it, for each model. Where it ends the search, nothing is shown to hold.
   */
  seconds?: number
  /**
   * Of everything that is drawn. Default: the seed of the study.
   */
  seed?: number
  /**
   * The answer with which its test passes.
   */
  expect?: 'holds' | 'violated' | 'inconclusive'
}
