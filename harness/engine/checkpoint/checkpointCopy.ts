import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readSafetensors } from './safetensors.ts'

/** A tensor of a test's checkpoint, with its bytes. */
export interface TensorCopy {
  dtype: string
  shape: number[]
  data: Uint8Array
}

/** Copies a model or adapter folder and changes the copy: settings by key (undefined removes one), tensors in place. For tests only. */
export function copyCheckpoint(
  from: string,
  to: string,
  { settings, tensors }: { settings?: Record<string, unknown>; tensors?: (tensors: Map<string, TensorCopy>) => void },
): string {
  cpSync(from, to, { recursive: true })
  const [kind, config] = from.endsWith('adapter') ? ['adapter_model', 'adapter_config.json'] : ['model', 'config.json']
  const configFile = join(to, config)
  const source = JSON.parse(readFileSync(configFile, 'utf8')) as Record<string, unknown>
  writeFileSync(configFile, JSON.stringify({ ...source, ...settings }))
  if (tensors !== undefined) rewriteTensors(join(to, `${kind}.safetensors`), tensors)
  return to
}

/** Writes tensors as a safetensors file. */
export function writeSafetensors(file: string, tensors: Map<string, TensorCopy>): void {
  let end = 0
  const header = [...tensors].map(([name, { dtype, shape, data }]) => {
    const start = end
    end += data.length
    return [name, { dtype, shape, data_offsets: [start, end] }] as const
  })
  const json = Buffer.from(JSON.stringify(Object.fromEntries(header)), 'utf8')
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(json.length))
  writeFileSync(file, Buffer.concat([length, json, ...[...tensors.values()].map(({ data }) => data)]))
}

function rewriteTensors(file: string, change: (tensors: Map<string, TensorCopy>) => void): void {
  const bytes = readFileSync(file)
  const tensors = new Map<string, TensorCopy>()
  for (const { name, type, shape, offset, length } of readSafetensors(file).values()) {
    tensors.set(name, { dtype: type, shape: [...shape], data: bytes.subarray(offset, offset + length) })
  }
  change(tensors)
  writeSafetensors(file, tensors)
}
