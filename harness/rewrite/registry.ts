import { optionOrder } from './optionOrder.ts'

/** Every rewrite, by its name in suites and stored plans. */
export const REWRITES = {
  'option-order': optionOrder,
} as const

export type RewriteName = keyof typeof REWRITES

/** What a person may write about a rewrite. */
export type SettingsOf<Name extends RewriteName> = Parameters<(typeof REWRITES)[Name]['changes']>[0]
