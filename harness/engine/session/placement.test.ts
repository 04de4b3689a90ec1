import { expect, test } from 'vitest'
import { readPlacement } from './placement.ts'

const node = (name: string, provider: string, op_name: string, read: object[], written: object[]) => ({
  cat: 'Node',
  name,
  args: { provider: `${provider}ExecutionProvider`, op_name, input_type_shape: read, output_type_shape: written },
})

test('nodes that the CPU was left with are told apart: those that compute, and those that count', () => {
  const profile = [
    { cat: 'Session', name: 'session_initialization', args: {} },
    node('gemm', 'WebGpu', 'Gemm', [{ float: [4, 8] }], [{ float: [4, 8] }]),
    node('gemm', 'WebGpu', 'Gemm', [{ float: [5, 8] }], [{ float: [5, 8] }]),
    node('memcpy', 'WebGpu', 'MemcpyToHost', [{ float: [4, 8] }], [{ float: [4, 8] }]),
    node('sin', 'CPU', 'Sin', [{ float16: [4, 8] }], [{ float16: [4, 8] }]),
    node('size', 'CPU', 'Squeeze', [{ int64: [1] }], [{ int64: [] }]),
    node('empty', 'CPU', 'ConstantOfShape', [{ int64: [4] }], [{ float: [2, 3, 0, 4] }]),
  ]
  expect(readPlacement(profile)).toEqual({
    onDevice: 1,
    onCpu: { computing: { Sin: 1 }, counting: { Squeeze: 1, ConstantOfShape: 1 } },
  })
})
