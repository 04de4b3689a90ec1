// Generated from task.schema.json by generate.ts. Do not edit.

/**
 * One task: its data, the words it is asked in, how it is scored, and the floors that its scores must reach.
 */
export interface TaskFile {
  /**
   * Name of the task as cluster/name, unique within the study; small letters, digits and hyphens.
   */
  task: string
  /**
   * What the task asks, in one sentence.
   */
  about: string
  /**
   * What the study's tuned models saw of it. trained: its own training rows; held-out: another task of its cluster; untouched: no task of its cluster. Leave it out when it is not known.
   */
  role?: 'trained' | 'held-out' | 'untouched'
  /**
   * How often pretraining showed the task. Leave it out when it is not known.
   */
  exposure?: {
    /**
     * Whether pretraining showed the task at all.
     */
    seen: boolean
    /**
     * Items of the task per million tokens of pretraining text.
     */
    itemsPerMillionTokens?: number
  }
  /**
   * Texts that hold test items of this task on purpose, such as facts that pretraining states: npx kshot leaks finds them there, and does not fail. Leave it out where no text may.
   */
  leaks?: {
    /**
     * exemplars: pools of exemplars; tuning: training pools and files; pretraining: pretraining text.
     *
     * @minItems 1
     *
     * Items: One use of texts.
     */
    allowed: ('exemplars' | 'tuning' | 'pretraining')[]
    /**
     * Why they may, in one sentence.
     */
    reason: string
  }
  /**
   * Where the data comes from and under which licence.
   */
  source: {
    /**
     * Name of the data set or of its maker.
     */
    name: string
    /**
     * Licence of the data, as an SPDX identifier where there is one.
     */
    licence: string
    /**
     * Address of the data set.
     */
    url?: string
    /**
     * What was changed since the source.
     */
    changes?: string
  }
  /**
   * The test rows.
   */
  data: {
    /**
     * JSONL file of test rows, relative to this file: one object with an id on each line.
     */
    file: string
  }
  /**
   * The pool that gold exemplars are drawn from; it shares no item with the test rows. Leave it out, or write none, when the task offers none.
   */
  exemplars?:
    | {
        /**
         * JSONL file of exemplar rows, relative to this file.
         */
        file: string
        /**
         * answer: a draw shows every answer once before it shows one twice; none: a plain draw.
         */
        balance?: 'answer' | 'none'
      }
    | string
  /**
   * The rows that `kshot tune export` may tune on; they share no item with the test rows. Leave it out to tune on the exemplars.
   */
  training?: {
    /**
     * JSONL file of training rows, relative to this file.
     */
    file: string
  }
  /**
   * The task in other languages, each under its name, for conditions with that `language`.
   */
  translations?: {
    /**
     * The task in one language.
     */
    [k: string]: {
      /**
       * JSONL file, relative to this file: a row for each test row and each exemplar, under the same id, with the same right option.
       */
      file: string
      /**
       * The fields of the component form; without it those of the task.
       */
      fields?: {
        /**
         * Template of one line.
         */
        [k: string]: string
      }
      /**
       * The phrasings in that language; as many as the task has, so that an item has the same one in each.
       *
       * @minItems 1
       * @maxItems 10
       *
       * Items: One phrasing.
       */
      instructions: string[]
      /**
       * The labels in that language, in the same order, where the task has a list of labels.
       *
       * @minItems 2
       *
       * Items: One answer.
       */
      options?: string[]
    }
  }
  /**
   * The words of the task.
   */
  prompt: {
    /**
     * Component form: a label and a template for each line, in the order they are shown. A template names row fields as {{name}}.
     */
    fields: {
      /**
       * Template of one line.
       */
      [k: string]: string
    }
    /**
     * Instruction form: one to ten phrasings of the whole question; {{options}} stands for the options, joined with "; ".
     *
     * @minItems 1
     * @maxItems 10
     *
     * Items: One phrasing.
     */
    instructions: string[]
    /**
     * The answers to choose from: a list of labels that every row shares, or "{{name}}" for the list in that field of each row. Leave it out for free text.
     *
     * @minItems 2
     */
    options?: string[] | string
  }
  /**
   * Template of the right answer's text. A field that holds a number instead of text is the place of the right option, counted from 0. In free text, {{name}} of a list stands for several right answers; exemplars show the first.
   */
  answer: string
  /**
   * Most tokens of an answer in free text, which ends with its first line anyway.
   */
  maxTokens?: number
  /**
   * With options: accuracy, the likeliest option is the answer; matthews and macro-f1 are of the whole cell, and its items score by accuracy. Free text, the first line that the model writes: exact-match; squad- and triviaqa-, after that data set's normalisation; bleu (sacreBLEU, tokens 13a), bleu-intl, bleu-char, chrf and chrf++ are of the whole cell, and its items score by themselves; rouge-, F1, -stemmed after Porter's stemmer; edit-distance: items score 1 - edits / words of the longer text, the cell has the word error rate.
   */
  metric:
    | 'accuracy'
    | 'matthews'
    | 'macro-f1'
    | 'exact-match'
    | 'squad-exact-match'
    | 'squad-f1'
    | 'triviaqa-exact-match'
    | 'triviaqa-f1'
    | 'bleu'
    | 'bleu-intl'
    | 'bleu-char'
    | 'chrf'
    | 'chrf++'
    | 'rouge-1'
    | 'rouge-2'
    | 'rouge-l'
    | 'rouge-lsum'
    | 'rouge-1-stemmed'
    | 'rouge-2-stemmed'
    | 'rouge-l-stemmed'
    | 'rouge-lsum-stemmed'
    | 'edit-distance'
  /**
   * Floors under scores; each one is a test.
   *
   * Items: One floor.
   */
  checks?: {
    /**
     * A condition of the study.
     */
    condition: string
    /**
     * The lowest mean of item scores that passes.
     */
    atLeast: number
  }[]
}
