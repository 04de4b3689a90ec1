import { readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { ALL_DEFECTS, DEFECTS, defectsFor, withNeeds } from './defects.ts'
import { readStudy } from './readStudy.ts'

const file = fileURLToPath(new URL('../../fixtures/suites/valid/study.yaml', import.meta.url))
const text = readFileSync(file, 'utf8')
const study = (lines: string) => readStudy(file, `${lines}\n${text}`)
const condition = (lines: string, name: string) => study(lines).conditions.find((one) => one.name === name)

test('no condition of a strict study has a defect', () => {
  expect(study('').conditions).toEqual(study('mode: strict').conditions)
  expect(study('').conditions.some((one) => 'defects' in one)).toBe(false)
})

test('single defects are switched on with what they need, and all of them by one word', () => {
  expect(condition('defects: [nearest-option]', 'flan')?.defects).toEqual(['free-answers', 'nearest-option'])
  expect(condition('mode: authors', 'flan')?.defects).toEqual(ALL_DEFECTS)
  expect(withNeeds(ALL_DEFECTS)).toEqual(ALL_DEFECTS)
})

test('whoever asks nobody makes no mistake', () => {
  expect(condition('mode: authors', 'random')).toEqual(condition('', 'random'))
})

test('the cue is lost where a base model reads an instruction', () => {
  const cues = (lines: string) => study(lines).conditions.map(({ name, cue }) => [name, cue])
  const lost = cues('').filter((before, index) => before[1] !== cues('defects: [no-cue]')[index]?.[1])
  expect(lost.map(([name]) => name)).toEqual(['zero-shot-cue'])
})

test('a defect of certain tasks concerns only those that the study names', () => {
  const all = study('mode: authors\naffected: { list-against-tuple: [nli/kind] }')
  const [one] = all.conditions.slice(1)
  if (one === undefined) throw new Error('the study has conditions')
  expect(defectsFor('nli/kind', one, all).has('list-against-tuple')).toBe(true)
  expect(defectsFor('numbers/add', one, all).has('list-against-tuple')).toBe(false)
  expect(defectsFor('numbers/add', one, all).has('two-parsers')).toBe(true)
  expect(defectsFor('nli/kind', one, study('')).size).toBe(ALL_DEFECTS.length - 4)
})

test('the page about defects has a row for each, in their order', () => {
  const page = readFileSync(path.join(path.dirname(fileURLToPath(import.meta.url)), 'defects.md'), 'utf8')
  const rows = [...page.matchAll(/^\| `([a-z-]+)` \|.*\.ts` \|$/gmu)]
  expect(rows.map(([, name]) => name)).toEqual(ALL_DEFECTS)
  const needs = rows.map(([row]) => [...(row.split('|')[3] ?? '').matchAll(/`([a-z-]+)`/gu)].map(([, name]) => name))
  expect(needs).toEqual(ALL_DEFECTS.map((defect) => DEFECTS[defect].needs))
  const affected = rows.filter(([row]) => row.includes('affected tasks')).map(([, name]) => name)
  expect(affected).toEqual(ALL_DEFECTS.filter((defect) => DEFECTS[defect].of === 'affected tasks'))
})
