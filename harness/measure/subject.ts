import type { ModelPaths } from '../engine/engine.ts'
import type { ModelLimits } from '../engine/checkpoint/modelLimits.ts'
import type { Study } from '../suite/study.ts'
import type { Tokenizer } from '../tokens/tokenizer.ts'

/** Who is asked, and by which rules texts become ids. */
export interface Subject {
  model: ModelPaths
  tokenizer: Tokenizer
  limits: ModelLimits
  rules: TextRules
}

/** The rules of a study that decide which ids a model is given. */
export type TextRules = Pick<Study, 'seam' | 'tooLong'>
