import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Segment } from '../prompt/segment.ts'
import { type Draft, renderDraft } from './draft.ts'
import { drafts } from './draft.fixture.ts'
import { isChanged, planWords } from './plan.ts'
import { REWRITES, type RewriteName, type RewriteSettings } from './registry.ts'
import type { Change } from './rewrite.ts'

/** Eighteen rewrites keep ten laws each. */
const runs = { numRuns: 40 }

/** What every rewrite keeps to, over drafts of every form. */
export function rewriteContract<Name extends RewriteName>(
  name: Name,
  settings: RewriteSettings[Name],
  { smallest }: { smallest: RegExp },
): void {
  const rewrite = REWRITES[name]
  const cases = fc.tuple(drafts, rewrite.changes(settings))
  const holds = (law: (draft: Draft, changes: readonly Change[]) => void) => {
    fc.assert(
      fc.property(cases, ([draft, changes]) => {
        law(draft, changes)
      }),
      runs,
    )
  }

  describe(`${name}: ${JSON.stringify(settings)}`, () => {
    test('is called as suites call it, and takes these settings', () => {
      expect(rewrite.name).toBe(name)
      expect(rewrite.faults(settings)).toEqual([])
    })

    test('changes some prompt', () => {
      const changed = fc.sample(cases, { numRuns: 200, seed: 7 }).filter(([draft, changes]) => {
        return isChanged(draft, rewrite.apply(draft, changes))
      })
      expect(changed.length).toBeGreaterThan(20)
    })

    test('changes nothing but what it says it touches', () => {
      const untouched = (draft: Draft): Segment[] =>
        renderDraft(draft).segments.filter(
          ({ part, exemplar, text }) =>
            text !== '' &&
            !rewrite.touches.includes(part) &&
            !(exemplar !== undefined && rewrite.touches.includes('exemplars')),
        )
      holds((draft, changes) => {
        expect(untouched(rewrite.apply(draft, changes))).toEqual(untouched(draft))
      })
    })

    test('keeps the item, its options and its right answer', () => {
      holds((draft, changes) => {
        const { item } = rewrite.apply(draft, changes)
        expect(item.id).toBe(draft.item.id)
        expect(item.answer.text).toBe(draft.item.answer.text)
        expect([...item.options].sort()).toEqual([...draft.item.options].sort())
        expect(item.options[item.answer.index ?? -1]).toBe(draft.item.options[draft.item.answer.index ?? -1])
      })
    })

    test('with no changes leaves the prompt as it is', () => {
      fc.assert(
        fc.property(drafts, (draft) => {
          expect(renderDraft(rewrite.apply(draft, []))).toEqual(renderDraft(draft))
        }),
        runs,
      )
    })

    test(`a second time: ${rewrite.law}`, () => {
      holds((draft, changes) => {
        const once = rewrite.apply(draft, changes)
        const twice = renderDraft(rewrite.apply(once, changes))
        if (rewrite.law === 'own inverse') expect(twice).toEqual(renderDraft(draft))
        if (rewrite.law === 'idempotent') expect(twice).toEqual(renderDraft(once))
      })
    })

    test('makes the same prompt of the same changes, also of those read back from JSON', () => {
      holds((draft, changes) => {
        const once = renderDraft(rewrite.apply(draft, changes))
        const read = JSON.parse(JSON.stringify(changes)) as Change[]
        expect(read).toEqual(changes)
        expect(renderDraft(rewrite.apply(draft, read))).toEqual(once)
      })
    })

    test('finds words, in one line, for exactly the changes that change a prompt', () => {
      holds((draft, changes) => {
        const words = planWords(draft, [{ rewrite: name, changes }])
        if (isChanged(draft, rewrite.apply(draft, changes))) expect(words).toMatch(/^\S.*\S$/u)
        else expect(words).toBe('')
      })
    })

    test('shrinks to one change that a person can read', () => {
      fc.assert(
        fc.property(drafts, fc.integer(), (draft, seed) => {
          const run = fc.check(
            fc.property(rewrite.changes(settings), (changes) => !isChanged(draft, rewrite.apply(draft, changes))),
            { seed, numRuns: 50 },
          )
          const [changes] = run.counterexample ?? []
          if (changes === undefined) return
          expect(changes).toHaveLength(1)
          expect(rewrite.words(draft, changes)).toMatch(smallest)
        }),
        { numRuns: 20 },
      )
    })

    test('takes any change without an error', () => {
      const values = fc.oneof(fc.integer(), fc.double(), fc.string())
      const keys = fc.sample(rewrite.changes(settings), { numRuns: 20, seed: 7 }).flat().flatMap(Object.keys)
      const change = fc.dictionary(fc.constantFrom(...keys), values)
      fc.assert(
        fc.property(drafts, fc.array(change), (draft, changes) => {
          expect(renderDraft(rewrite.apply(draft, changes)).text).toEqual(expect.any(String))
        }),
        runs,
      )
    })
  })
}
