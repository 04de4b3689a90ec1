import { fileURLToPath } from 'node:url'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { DeviceOffer } from '../engine/session/deviceOffer.ts'
import { readStudy } from '../suite/readStudy.ts'
import { deviceCheck } from './deviceCheck.ts'

const file = fileURLToPath(new URL('../../fixtures/suites/study.yaml', import.meta.url))
const studyOn = (device: string) =>
  readStudy(file, readFileSync(file, 'utf8').replace(/^items:/m, `device: ${device}\nitems:`))

const withoutGpu =
  (tried: string[]) =>
  (device: string): Promise<DeviceOffer> => {
    tried.push(device)
    return Promise.resolve(device === 'cpu' ? { state: 'offered' } : { state: 'absent', why: 'no such backend' })
  }

test('a device that does not run here is refused before anything else, with those that do and what it needs', async () => {
  const check = deviceCheck(withoutGpu([]))
  await expect(check(studyOn('cuda'))).rejects.toThrow(/study.yaml:\d+:\d+: `device` does not run on this machine/)
  await expect(check(studyOn('cuda'))).rejects.toThrow(/expected {2}auto, cpu\n {2}found {5}cuda: no such backend/)
  await expect(check(studyOn('cuda'))).rejects.toThrow(/npm rebuild\s+onnxruntime-node\s+--ignore-scripts=false/)
})

test('a device is tried once, and none for auto', async () => {
  const tried: string[] = []
  const check = deviceCheck(withoutGpu(tried))
  await check(studyOn('auto'))
  expect(tried).toEqual([])
  await check(studyOn('cpu'))
  await check(studyOn('cpu'))
  expect(tried).toEqual(['cpu'])
})
