import { expect, test } from 'vitest'
import { placementNotes } from './placementNotes.ts'

const placed = { device: 'webgpu', precision: 'float16', graph: 'scoringGraph' } as const

test('nodes that a device left to the CPU are told once, those that compute by their names', () => {
  const nodes = { onDevice: 90, onCpu: { computing: { Sin: 2, Loop: 1 }, counting: { Cast: 3, Squeeze: 1 } } }
  expect(
    placementNotes([
      { ...placed, nodes },
      { ...placed, nodes },
    ]),
  ).toEqual([
    'webgpu float16: 7 of 97 nodes of the scoringGraph ran on the CPU: 3 that compute (2 Sin, Loop), 4 that only count rows and places',
  ])
})

test('a graph that the device ran whole is not spoken of', () => {
  expect(placementNotes([{ ...placed, nodes: { onDevice: 90, onCpu: { computing: {}, counting: {} } } }])).toEqual([])
})
