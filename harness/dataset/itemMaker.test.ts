import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { checkFolder } from './checkFolder.ts'
import { optionsLine } from './rowOptions.ts'

const valid = checkFolder(fileURLToPath(new URL('../../fixtures/suites/valid/study.yaml', import.meta.url)))

test('an item knows where each of its phrasings lists the options', () => {
  const items = valid.datasets.flatMap((dataset) => [...dataset.items, ...dataset.exemplars])
  const listing = items.filter(({ filled }) => filled?.flat().some(({ by }) => by === 'options'))
  expect(new Set(listing.map(({ source }) => source.file)).size).toBe(4)
  for (const { instructions, options, filled } of listing) {
    const line = optionsLine(options)
    const found = instructions.map((text, index) =>
      filled?.[index]?.filter(({ by }) => by === 'options').map(({ at, length }) => text.slice(at, at + length)),
    )
    expect(found).toEqual(
      instructions.map((text) =>
        text
          .split(line)
          .slice(1)
          .map(() => line),
      ),
    )
  }
})

test('an item knows where each of its phrasings has what its row filled in', () => {
  const [task, items] = [valid.tasks[0], valid.datasets[0]?.items ?? []]
  const templates = task?.prompt.instructions ?? []
  for (const { instructions, filled } of items) {
    const emptied = instructions.map((text, index) =>
      (filled?.[index] ?? []).reduceRight((rest, { at, length }) => rest.slice(0, at) + rest.slice(at + length), text),
    )
    expect(emptied).toEqual(templates.map((template) => template.replaceAll(/\{\{\w+\}\}/gu, '')))
  }
  expect(items.length).toBeGreaterThan(0)
})
