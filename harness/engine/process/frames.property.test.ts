import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createFrameReader, encodeFrame } from './frames.ts'

test('frames come out as they went in, however the stream is cut', () => {
  const frame = fc.record({
    header: fc.dictionary(fc.string(), fc.oneof(fc.string({ unit: 'grapheme' }), fc.integer(), fc.array(fc.integer()))),
    payload: fc.uint8Array({ maxLength: 40 }),
  })
  fc.assert(
    fc.property(
      fc.array(frame, { maxLength: 5 }),
      fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1 }),
      (frames, cuts) => {
        const stream = Buffer.concat(frames.map(({ header, payload }) => encodeFrame(header, payload)))
        const found: { header: unknown; payload: Uint8Array }[] = []
        const read = createFrameReader((header, payload) => found.push({ header, payload: Uint8Array.from(payload) }))
        for (let start = 0, i = 0; start < stream.length; i++) {
          const end = start + (cuts[i % cuts.length] ?? 1)
          read(stream.subarray(start, end))
          start = end
        }
        expect(found).toEqual(
          frames.map(({ header, payload }) => ({ header: JSON.parse(JSON.stringify(header)) as unknown, payload })),
        )
      },
    ),
  )
})
