// Generated from study.schema.json by generate.ts. Do not edit.

/**
 * What holds for every suite in this folder: the models, and the conditions under which they are asked.
 */
export interface StudyFile {
  /**
   * Name of the study; small letters, digits and hyphens.
   */
  study: string
  /**
   * Seeds exemplar draws and permutation tests.
   */
  seed: number
  /**
   * Test items used per task, in file order; a shorter file is used whole.
   */
  items: number
  /**
   * Which commands run the suites of this folder. always: every one whose filters match them; when named: only one with a filter that names the folder, as in `npx vitest run suites/paper`; others say that they left it out.
   */
  runs?: 'always' | 'when named'
  /**
   * How a prompt and its option become tokens; space at the prompt's end always goes to the option, as in lm-evaluation-harness. whole: encoded together, cut where the prompt alone ends, and an option that shares a token with the prompt is an error; lm-eval: the same, and such an option is scored as lm-evaluation-harness does, and counted; apart: each encoded alone.
   */
  seam?: 'whole' | 'lm-eval' | 'apart'
  /**
   * What becomes of a prompt that is longer than the model's length. refuse: an error; truncate-left: its first tokens are cut off, BOS with them, as in lm-evaluation-harness, and counted.
   */
  tooLong?: 'refuse' | 'truncate-left'
  /**
   * strict: every answer is taken and scored by one rule; authors: with every defect of the experiments released with arXiv 2501.08716 that can be run, to compare with their numbers.
   */
  mode?: 'strict' | 'authors'
  /**
   * Single defects of those experiments, each with what it needs to act, instead of mode. harness/suite/defects.md says what each does.
   *
   * @minItems 1
   *
   * Items: One defect.
   */
  defects?: (
    | 'no-cue'
    | 'stripped-periods'
    | 'test-exemplars'
    | 'free-answers'
    | 'no-stops'
    | 'long-answers'
    | 'two-parsers'
    | 'letters'
    | 'deleted-symbols'
    | 'nine-for-no-number'
    | 'nearest-option'
    | 'list-against-tuple'
    | 'one-reference'
    | 'batches-of-ten'
  )[]
  /**
   * Tasks that a defect concerns, where it is a defect of certain tasks and not of the whole experiment.
   */
  affected?: {
    /**
     * Names of these tasks.
     *
     * @minItems 1
     *
     * Items: Name of a task.
     */
    [k: string]: string[]
  }
  /**
   * Where the models run. auto, which is what is meant without it: a GPU whose provider runs on this machine, else the CPU.
   */
  device?: 'auto' | 'cpu' | 'webgpu' | 'cuda' | 'coreml' | 'dml'
  /**
   * Floats that weights and hidden states are held in; without it float32. float16 needs `device` webgpu, cuda or dml.
   */
  precision?: 'float32' | 'float16'
  /**
   * Base models, each with the tuned models made from it.
   *
   * @minItems 1
   *
   * Items: One base model.
   */
  models: {
    /**
     * Name shown in reports.
     */
    name: string
    /**
     * Hugging Face folder with config.json, tokenizer.json and model.safetensors (or its shards and their index), relative to this file.
     */
    path?: string
    /**
     * In place of a path: its id on the Hugging Face hub. It is looked for below models/ in the folder that KSHOT_HUB names, and what asks it is skipped where it is not there.
     */
    hub?: string
    /**
     * JSON file with itemsPerMillionTokens: how often the pretraining text of this base model showed each task, 0 for never. It is meant in place of what the task files say; a task that it does not name is unknown.
     */
    exposure?: string
    /**
     * Models tuned from it.
     *
     * Items: One tuned model.
     */
    tuned?: {
      /**
       * The recipe it was tuned by: a key of recipes.
       */
      recipe: string
      /**
       * Seed of its tuning run.
       */
      seed: number
      /**
       * Folder relative to this file: a PEFT adapter (adapter_config.json, adapter_model.safetensors), or a whole checkpoint with a config.json of its own.
       */
      path?: string
      /**
       * In place of a path: its folder below models/ in the folder that KSHOT_HUB names; what asks it is skipped where it is not there.
       */
      hub?: string
    }[]
  }[]
  /**
   * Ways of tuning: how the prompt of such a model is wrapped, and what it writes.
   */
  recipes?: {
    /**
     * One recipe.
     */
    [k: string]: {
      /**
       * Text around the question; {{instruction}} stands for its instruction form. A recipe has this, or chat.
       */
      wrap?: string
      /**
       * Puts the question, as the user's message, into the model's own chat template, up to where the assistant answers; nothing but the template writes BOS.
       */
      chat?: true
      /**
       * The system message before it, where chat is true; without it the template's own, if any.
       */
      system?: string
      /**
       * The day that a chat template which asks for today is told, so that a prompt is the same on every day.
       */
      date?: string
      /**
       * Exemplars that such a model writes before it answers; 0 when it answers directly.
       */
      shots?: number
      /**
       * Name of what such a model was tuned on, e.g. a mixture of `kshot tune export`, for the report; small letters, digits and hyphens.
       */
      mixture?: string
      /**
       * The tasks that such a model was tuned on, where they are not those of role trained: its groups by role are reckoned from them, and a claim about held-out tasks that covers one of them is refused.
       *
       * @minItems 1
       *
       * Items: Name of a task.
       */
      tasks?: string[]
      /**
       * Most tokens that it may write as exemplars.
       */
      maxTokens?: number
    }
  }
  /**
   * Lists of tasks under names that every `over` of the study may use.
   */
  groups?: {
    /**
     * Names of the tasks.
     *
     * @minItems 1
     *
     * Items: Name of a task.
     */
    [k: string]: string[]
  }
  /**
   * Ways of asking, each under its name.
   */
  conditions: {
    /**
     * One condition.
     */
    [k: string]: {
      /**
       * Who answers. none: nobody, the score is the chance level; base: the base model; or the name of a recipe.
       */
      weights: string
      /**
       * instruction: the task's own phrasing; component: its labelled fields, the form in which exemplars are shown.
       */
      form?: 'instruction' | 'component'
      /**
       * Whether the prompt ends in the answer cue.
       */
      cue?: boolean
      /**
       * Asks the tasks that have a translation under this name, in that language, and no others; without it in the language they are written in.
       */
      language?: string
      /**
       * Whose words the question is put in, in either form. own: the task's; labelled: its fields, each behind its label; plain: its fields alone; level-1 to level-6: its fields between two sentences of kshot's, more ornate from level to level.
       */
      wording?: 'own' | 'labelled' | 'plain' | 'level-1' | 'level-2' | 'level-3' | 'level-4' | 'level-5' | 'level-6'
      /**
       * How the question shows its options, which are compared by their likelihood all the same. listed: as they are; lettered-upper, lettered-lower: each behind (A) or (a); hidden: not at all.
       */
      options?: 'listed' | 'lettered-upper' | 'lettered-lower' | 'hidden'
      /**
       * What the fields of the component form are called. named: as the task calls them; unified: Input 1, Input 2 and so on, the options last.
       */
      fields?: 'named' | 'unified'
      /**
       * A text on a line of its own after the question that is asked; exemplars are without it.
       */
      suffix?: string
      /**
       * What the wrap of a recipe holds. instruction: the instruction form, and a component form follows it as if the model had written it; prompt: all that stands before the cue; none: nothing, the tuned model is asked as its base.
       */
      wrap?: 'instruction' | 'prompt' | 'none'
      /**
       * Solved examples before the question. Leave it out, or write none, for a zero-shot prompt.
       */
      exemplars?:
        | {
            /**
             * gold: drawn from the task's exemplar file; donor: from that of one other task, of another cluster and the same kind; mixture: from those of all tasks of a tuning mixture; or the recipe whose model writes them.
             */
            from: string
            /**
             * How many, 0 for none; a recipe's own number when a model writes them.
             */
            shots?: number
            /**
             * The tuning mixture that they are drawn from, main if not said; with donor, the one that the other task is of, or any task of the study if not said.
             */
            mixture?: 'main' | 'setup-1' | 'setup-2' | 'setup-3' | 'setup-4' | 'setup-5' | 'setup-6' | 'setup-7'
            /**
             * The one task that setups 3, 4, 6 and 7 are about, where the study has several.
             */
            task?: string
            /**
             * What is shown of a drawn exemplar. whole: question and answer; questions: no answer; blank: (blank) in place of both.
             */
            content?: 'whole' | 'questions' | 'blank'
            /**
             * What follows exemplars that a model writes. spliced: the true question, in place of what the model makes of it; own: the question as the model restates it, up to the first cue.
             */
            restatement?: 'spliced' | 'own'
          }
        | string
      /**
       * Test items used under this condition, where fewer than the study's.
       */
      items?: number
      /**
       * The tasks that are asked under this condition, where not all: held-out tasks, trained tasks, a name of groups, or a list of task names. Claims about others are refused.
       *
       * @minItems 1
       */
      over?: string | string[]
    }
  }
}
