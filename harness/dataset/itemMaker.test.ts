import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { checkFolder } from './checkFolder.ts'
import { optionsLine } from './rowOptions.ts'

const valid = checkFolder(fileURLToPath(new URL('../../fixtures/suites/valid/study.yaml', import.meta.url)))

test('an item knows where each of its phrasings lists the options', () => {
  const items = valid.datasets.flatMap((dataset) => [...dataset.items, ...dataset.exemplars])
  const listing = items.filter(({ optionsAt }) => optionsAt !== undefined)
  expect(new Set(listing.map(({ source }) => source.file)).size).toBe(4)
  for (const { instructions, options, optionsAt } of listing) {
    const line = optionsLine(options)
    const found = instructions.map((text, index) => optionsAt?.[index]?.map((at) => text.slice(at, at + line.length)))
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
