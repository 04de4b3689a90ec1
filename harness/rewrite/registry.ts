import { distractor, type DistractorSettings } from './distractor.ts'
import { exemplarChoice } from './exemplarChoice.ts'
import { exemplarCorruption, type CorruptionSettings } from './exemplarCorruption.ts'
import { exemplarCount, type CountSettings } from './exemplarCount.ts'
import { exemplarOrder } from './exemplarOrder.ts'
import { labelWords, type LabelWordSettings } from './labelWords.ts'
import { letterCase, type LetterCaseSettings } from './letterCase.ts'
import { optionOrder } from './optionOrder.ts'
import { punctuation } from './punctuation.ts'
import type { Rewrite } from './rewrite.ts'
import {
  fieldNames,
  ladder,
  type LadderSettings,
  type LabelSettings,
  type NameSettings,
  optionLabels,
} from './rewordings.ts'
import { spacing, type SpacingSettings } from './spacing.ts'
import { synonyms, type SynonymSettings } from './synonyms.ts'
import { template } from './template.ts'
import { translation, type TranslationSettings } from './translation.ts'
import { typos, type TypoSettings } from './typos.ts'
import { unicode, type UnicodeSettings } from './unicode.ts'

/** What a person may write about each rewrite, by its name in suites and stored plans. */
export interface RewriteSettings {
  spacing: SpacingSettings
  'letter-case': LetterCaseSettings
  punctuation: object
  'option-order': object
  'option-labels': LabelSettings
  'label-words': LabelWordSettings
  'field-names': NameSettings
  template: object
  ladder: LadderSettings
  'exemplar-order': object
  'exemplar-choice': object
  'exemplar-count': CountSettings
  'exemplar-corruption': CorruptionSettings
  distractor: DistractorSettings
  typos: TypoSettings
  unicode: UnicodeSettings
  synonyms: SynonymSettings
  translation: TranslationSettings
}

export type RewriteName = keyof RewriteSettings

/** Every rewrite. */
export const REWRITES: { readonly [Name in RewriteName]: Rewrite<RewriteSettings[Name]> } = {
  spacing,
  'letter-case': letterCase,
  punctuation,
  'option-order': optionOrder,
  'option-labels': optionLabels,
  'label-words': labelWords,
  'field-names': fieldNames,
  template,
  ladder,
  'exemplar-order': exemplarOrder,
  'exemplar-choice': exemplarChoice,
  'exemplar-count': exemplarCount,
  'exemplar-corruption': exemplarCorruption,
  distractor,
  typos,
  unicode,
  synonyms,
  translation,
}
