import { expect, test } from 'vitest'
import { deviceOffer } from './deviceOffer.ts'

test('the CPU is offered', async () => {
  expect(await deviceOffer('cpu', 'float32')).toEqual({ state: 'offered' })
})

const elsewhere = process.platform === 'win32' ? 'coreml' : 'dml'

test(`a provider of another system is absent, and the runtime says why: ${elsewhere}`, async () => {
  expect(await deviceOffer(elsewhere, 'float32')).toMatchObject({
    state: 'absent',
    why: expect.stringContaining(`[${elsewhere}] backend not found`) as string,
  })
})
