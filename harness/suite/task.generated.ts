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
   * The test rows: a file of this folder, or a split of a public data set in its own columns.
   */
  data: {
    /**
     * JSONL file of test rows, relative to this file: one object with an id on each line.
     */
    file?: string
    /**
     * A data set of the Hugging Face hub, as owner/name. Its splits are read from the folder that KSHOT_HUB names; a task whose rows are not there is skipped.
     */
    hub?: string
    /**
     * A data set that is not on the hub: `source.url` says where to get it. The name is that of its folder beside those of the hub.
     */
    manual?: string
    /**
     * Its configuration, where it has several.
     */
    config?: string
    /**
     * The split that holds the test rows.
     */
    split?: string
    /**
     * How many rows the split has, for those who fetch it; leave it out where it is not known.
     */
    rows?: number
    /**
     * How large the split is, uncompressed; leave it out where it is not known.
     */
    bytes?: number
  }
  /**
   * The pool that gold exemplars are drawn from; it shares no item with the test rows. Leave it out, or write none, when the task offers none.
   */
  exemplars?:
    | {
        /**
         * JSONL file of exemplar rows, relative to this file.
         */
        file?: string
        /**
         * answer: a draw shows every answer once before it shows one twice; none: a plain draw.
         */
        balance?: 'answer' | 'none'
        /**
         * Another split of the data set, where `data` names one.
         */
        split?: string
        /**
         * How many rows the split has, for those who fetch it; leave it out where it is not known.
         */
        rows?: number
        /**
         * How large the split is, uncompressed; leave it out where it is not known.
         */
        bytes?: number
        /**
         * Where a data set has one split: the share of its rows that are exemplars, and not test rows.
         */
        share?: number
        /**
         * With `share`: a column whose equal values keep rows on one side, such as the two sentences of a twin.
         */
        by?: string
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
       * The phrasings in that language; as many as the task has, so that an item has the same one in each. Without it those of the task.
       *
       * @minItems 1
       * @maxItems 10
       *
       * Items: One phrasing.
       */
      instructions?: string[]
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
   * Fields made from the columns of a data set's own layout. Columns that hold a text or a number are fields by themselves.
   */
  columns?: {
    /**
     * A column, as a path such as answers.text or questions.0, or what is made of columns.
     */
    [k: string]:
      | string
      | {
          /**
           * A class label: its place among `names`. A hidden label (-1) is refused.
           */
          class?: string
          /**
           * The class names of the data set, in its order; options stand in the same order.
           *
           * @minItems 2
           *
           * Items: One class.
           */
          names?: string[]
          /**
           * A value that stands for an option: its place in `among`.
           */
          place?: string
          /**
           * The values in the order of the options, or the column that lists them.
           *
           * @minItems 2
           */
          among?: string | (string | number | boolean)[]
          /**
           * One list of the texts in these columns, each once.
           *
           * @minItems 1
           *
           * Items: A column.
           */
          list?: string[]
          /**
           * One text of the entries of a list or map, or of the lines of a text.
           */
          join?: string
          /**
           * What stands between them.
           */
          with?: string
        }
  }
  /**
   * Rows of such a layout that take part: those whose column holds one of these values, or a list of so many entries.
   */
  keep?: {
    /**
     * Values of one column, or numbers of entries.
     *
     * @minItems 1
     *
     * Items: One value.
     */
    [k: string]: (string | number | boolean)[]
  }
  /**
   * What makes further fields of a layout that `columns` cannot say, by name: harness/dataset/makers.
   */
  maker?: 'bigbench' | 'coqa' | 'dart' | 'dpr' | 'fix-punct' | 'gaelic' | 'gsm8k' | 'math' | 'squad-v2' | 'stsb' | 'wsc'
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
