import type fc from 'fast-check'
import type { Problem } from '../suite/problem.ts'
import type { Property } from '../suite/property.ts'
import { problemIn } from '../suite/readYaml.ts'
import type { Plan } from './plan.ts'
import { REWRITES, type RewriteName, type RewriteSettings } from './registry.ts'
import type { Fault } from './rewrite.ts'
import { plansOf, rewrites } from './rewrites.ts'

/** The plans of a property: its rewrites, one after the other. */
export function plansUnder({ rewrites: steps }: Pick<Property, 'rewrites'>): fc.Arbitrary<Plan> {
  return rewrites.compose(
    ...steps.flatMap((step) => NAMES.flatMap((name) => (step[name] === undefined ? [] : [plansOf(name, step[name])]))),
  )
}

/** Settings of rewrites that mean nothing, though their schema accepts them. */
export function settingProblems({ rewrites: steps, file }: Pick<Property, 'rewrites' | 'file'>): Problem[] {
  return steps.flatMap((step, index) =>
    NAMES.flatMap((name) =>
      (step[name] === undefined ? [] : faultsOf(name, step[name])).map(({ keys, ...fault }) =>
        problemIn(file, ['rewrites', index, name, ...keys], fault),
      ),
    ),
  )
}

/** Whether a word is the name of a rewrite. */
export const isRewrite = (name: string): name is RewriteName => Object.hasOwn(REWRITES, name)

const NAMES = Object.keys(REWRITES).filter(isRewrite)

const faultsOf = <Name extends RewriteName>(name: Name, settings: RewriteSettings[Name]): Fault[] =>
  REWRITES[name].faults(settings)
