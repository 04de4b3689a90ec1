import path from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkFolder } from '../dataset/checkFolder.ts'
import { datasetUnder } from '../dataset/datasetUnder.ts'
import { drawExemplars } from '../prompt/drawExemplars.ts'
import { renderPrompt, type Shown } from '../prompt/renderPrompt.ts'
import { joined } from '../prompt/segment.ts'
import { wrapsOf } from '../prompt/wrap.ts'
import { drafts } from './draft.fixture.ts'
import { draftOf, renderDraft } from './draft.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const lab = checkFolder(path.join(root, 'suites/lab/study.yaml'))
const wraps = wrapsOf(lab.study.recipes)

test.each(lab.study.conditions.filter(({ weights }) => weights !== 'none'))(
  'a draft that nobody rewrote is, byte for byte, the prompt of $name',
  (condition) => {
    for (const task of lab.tasks) {
      const { items, exemplars: pool } = datasetUnder(condition, task, lab)
      const { exemplars } = condition
      const draw = { seed: 7, task: task.name, block: 0, balance: 'answer' } as const
      const shown: Shown =
        exemplars.from === 'none'
          ? { from: 'none' }
          : exemplars.from === 'recipe'
            ? { from: 'recipe', written: 'Example 1:\nA 1: b\nAnswer 1: c' }
            : { from: exemplars.from, exemplars: drawExemplars(pool, { ...draw, shots: exemplars.shots }) }
      for (const item of items.slice(0, 20)) {
        const prompt = renderPrompt(item, condition, wraps, shown)
        const { segments, ...drafted } = renderDraft(draftOf(item, condition, wraps, shown))
        expect(drafted).toEqual(prompt)
        expect(joined(segments)).toBe(prompt.text)
      }
    }
  },
)

test('the segments of a question are its fields, its options and its exemplars, each as what it is', () => {
  fc.assert(
    fc.property(drafts, (draft) => {
      const { segments } = renderDraft(draft)
      const texts = (wanted: string) =>
        segments.filter(({ part, exemplar }) => part === wanted && exemplar === undefined).map(({ text }) => text)
      const { item, condition, shown } = draft
      const isTwice = condition.weights !== 'base' && condition.form === 'component'
      const repeated = <T>(values: T[]): T[] => (isTwice ? [...values, ...values] : values)
      expect(texts('value').sort()).toEqual(repeated(item.fields.map(({ value }) => value)).sort())
      expect(texts('option')).toEqual(condition.options === 'hidden' ? [] : repeated(item.options))
      expect(texts('cue')).toEqual(condition.cue ? ['Answer Solution:'] : [])
      const answers = segments.filter(({ part }) => part === 'answer').map(({ text }) => text)
      expect(answers).toEqual('exemplars' in shown ? shown.exemplars.map(({ answer }) => answer.text) : [])
    }),
  )
})
