import { expect, test } from 'vitest'
import type { Layout } from '../suite/layout.ts'
import { absentData } from './absentData.ts'
import { hubFolder } from '../suite/hub.ts'

const source = { name: 'glue', licence: 'CC-BY-4.0', url: 'https://example.org/' }
const layout: Layout = {
  set: { from: 'hub', name: 'nobody/nothing', config: 'rte' },
  test: { name: 'dev', file: `${hubFolder()}/datasets/nobody/nothing/rte/dev.jsonl`, rows: 12345, bytes: 1371727 },
  pool: { from: 'split', name: 'train', file: `${hubFolder()}/datasets/nobody/nothing/rte/train.jsonl`, bytes: 999 },
  columns: [],
  keep: [],
}

test('what is absent is told with its size, its licence and its place', () => {
  expect(absentData({ source }, layout)?.replaceAll('\u00A0', ' ')).toMatch(
    /^needs nobody\/nothing rte \(Hugging Face hub, licence CC-BY-4\.0\): dev, 12 345 rows, 1\.4 MB, as datasets\/nobody\/nothing\/rte\/dev\.jsonl; train, rows unknown, 999 bytes, as datasets\/nobody\/nothing\/rte\/train\.jsonl; below .* \(KSHOT_HUB\)$/,
  )
})

test('a data set that is not on the hub is told with the address where people get it', () => {
  expect(absentData({ source }, { ...layout, set: { from: 'manual', name: 'nothing' } })).toContain(
    '(https://example.org/, ',
  )
})
