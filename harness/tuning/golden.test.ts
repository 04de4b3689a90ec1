import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { itemWith } from '../prompt/itemWith.fixture.ts'
import { renderPrompt, renderRequest, type Shown } from '../prompt/renderPrompt.ts'
import { wrapsOf } from '../prompt/wrap.ts'
import type { Condition } from '../suite/study.ts'
import type { Variant } from '../study/mixture.ts'
import { flanText, samplegenText, type TrainingText } from './trainingText.ts'

const folder = fileURLToPath(new URL('golden', import.meta.url))
const wraps = wrapsOf({
  flan: recipe('Solve the task.', 0),
  samplegen: recipe('Write examples, then the answer.', 2),
})
const item = claim('A dog sleeps.', 'An animal sleeps.', 0, 'A dog sleeps. Does it follow that an animal sleeps?')
const exemplars = [claim('A cup is red.', 'A cup is blue.', 1), claim('A boy runs home.', 'A boy runs.', 0)]
const others = [
  itemWith({ fields: [{ label: 'Question', value: 'What is two and two?' }], answer: { text: 'four' } }),
  itemWith({ fields: [{ label: 'Question', value: 'What is one and two?' }], answer: { text: 'three' } }),
]
const none: Shown = { from: 'none' }
const bare = { name: 'x', weights: 'base', form: 'instruction', cue: false, exemplars: none, items: 1 } as const
const flan: Condition = { ...bare, weights: { recipe: 'flan' }, cue: true }
const gold: Condition = { ...bare, form: 'component', cue: true, exemplars: { from: 'gold', shots: 2 } }

/** The files are written by hand, after the layouts of the source: no code made them. */
const skeletons: Record<string, string> = {
  'base-d': renderPrompt(item, bare, wraps, none).text,
  'base-d-cue': renderPrompt(item, { ...bare, cue: true }, wraps, none).text,
  'gold-pipeline': renderPrompt(item, gold, wraps, { from: 'gold', exemplars }).text,
  'flan-test': renderPrompt(item, flan, wraps, none).text,
  'flan-train': whole(flanText(item, flan, wraps)),
  'samplegen-test': renderRequest(item, wraps, 'samplegen').text,
  'samplegen-train': samplegen('plain'),
  'samplegen-no-answer': samplegen('no-answer'),
  'samplegen-corrupted': samplegen('corrupted'),
  'samplegen-relevance': samplegen('relevance', others),
  'samplegen-unified': samplegen('unified'),
}

test.each(Object.entries(skeletons))('%s is, byte for byte, its golden file', (name, text) => {
  expect(`${text}\n`).toBe(readFileSync(path.join(folder, `${name}.txt`), 'utf8'))
})

test('every golden file is compared', () => {
  expect(readdirSync(folder).sort()).toEqual(
    Object.keys(skeletons)
      .map((name) => `${name}.txt`)
      .sort(),
  )
})

function samplegen(variant: Variant, shown = exemplars): string {
  return whole(samplegenText(item, shown, { recipe: 'samplegen', wraps, variant }))
}

function whole({ prompt, completion }: TrainingText): string {
  return prompt + completion
}

function recipe(system: string, shots: number) {
  const text = `[INST] <<SYS>>\n${system}\n<</SYS>>\n\n{{instruction}} [/INST]\n`
  return { wrap: { by: 'text', text }, shots, maxTokens: 0 } as const
}

function claim(premise: string, hypothesis: string, index: 0 | 1, question = '') {
  const options = ['yes', 'no']
  return itemWith({
    fields: [
      { label: 'Premise', value: premise },
      { label: 'Hypothesis', value: hypothesis },
    ],
    instructions: [`${question}\nOptions: yes; no`],
    options,
    answer: { text: options[index] ?? '', index },
  })
}
