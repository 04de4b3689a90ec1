import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import type { Prompt } from '../prompt/renderPrompt.ts'
import { sameIds } from './sameIds.ts'
import { loadTokenizer } from './tokenizer.ts'

const tokenizer = loadTokenizer(fileURLToPath(new URL('../../fixtures/lab/base', import.meta.url)))
const prompt = (text: string, continuations: string[]): Prompt => ({
  text,
  opening: 'tokenizer',
  continuations,
  exemplars: [],
})
const written = prompt('Is it so?\nAnswer Solution:', [' yes', ' no'])

test('a space before the answer is one wherever it stands, unless prompt and answer are encoded apart', () => {
  const moved = prompt('Is it so?\nAnswer Solution: ', ['yes', 'no'])
  expect(sameIds(tokenizer, written, moved, 'whole')).toBe(true)
  expect(sameIds(tokenizer, written, moved, 'lm-eval')).toBe(true)
  expect(sameIds(tokenizer, written, prompt('Is it so?\nAnswer Solution:', ['yes', 'no']), 'apart')).toBe(false)
})

test('other space, and other options, are other ids', () => {
  expect(sameIds(tokenizer, written, prompt('Is it  so?\nAnswer Solution:', [' yes', ' no']), 'whole')).toBe(false)
  expect(sameIds(tokenizer, written, prompt(written.text, [' no', ' yes']), 'whole')).toBe(false)
  expect(sameIds(tokenizer, prompt('a', []), prompt('a ', []), 'whole')).toBe(false)
  expect(sameIds(tokenizer, prompt('a', []), prompt('a', []), 'whole')).toBe(true)
})
