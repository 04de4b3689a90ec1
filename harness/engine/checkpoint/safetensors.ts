import { closeSync, fstatSync, openSync, readSync, realpathSync } from 'node:fs'

/** A tensor that lies in a `.safetensors` file; nothing of it is read. */
export interface StoredTensor {
  name: string
  type: 'F32' | 'F16' | 'BF16'
  shape: readonly number[]
  /** Real path: onnxruntime refuses to follow symlinks, and the Hugging Face cache is made of them. */
  file: string
  /** First byte in the file, and count of bytes. */
  offset: number
  length: number
}

const bytesOf = { F32: 4, F16: 2, BF16: 2 } as const

/** A header of 100 MB is what the format's own library allows. */
const longestHeader = 100_000_000

/** Reads the header of a `.safetensors` file and checks that the file holds all that the header promises; `skipped` tensors may be of any type. */
export function readSafetensors(file: string, skipped?: RegExp): Map<string, StoredTensor> {
  const { path, size, header } = readHeader(file)
  const tensors = new Map<string, StoredTensor>()
  for (const [name, entry] of Object.entries(header.entries)) {
    if (name === '__metadata__' || skipped?.test(name) === true) continue
    tensors.set(name, storedTensor(name, entry, { file, path, size, start: header.end }))
  }
  refuseOverlaps(file, [...tensors.values()])
  return tensors
}

function refuseOverlaps(file: string, tensors: StoredTensor[]): void {
  tensors.sort((a, b) => a.offset - b.offset || a.length - b.length)
  tensors.forEach((tensor, i) => {
    const before = tensors[i - 1]
    if (before === undefined || before.offset + before.length <= tensor.offset) return
    throw new Error(
      `${file}: tensors ${before.name} and ${tensor.name} overlap: one ends at byte ${before.offset + before.length}, the other begins at ${tensor.offset}. Copy or save the file again.`,
    )
  })
}

/** Whether two tensors hold the same bytes; reads both. */
export function sameBytes(a: StoredTensor, b: StoredTensor): boolean {
  return a.type === b.type && readBytes(a).equals(readBytes(b))
}

/** Reads the numbers of a tensor, widened. */
export function readFloats(tensor: StoredTensor): Float32Array {
  const { buffer } = readBytes(tensor)
  switch (tensor.type) {
    case 'F32':
      return new Float32Array(buffer)
    case 'F16':
      return Float32Array.from(new Uint16Array(buffer), fromHalf)
    case 'BF16':
      // It is the upper half of a float32.
      return new Float32Array(Uint32Array.from(new Uint16Array(buffer), (bits) => bits << 16).buffer)
  }
}

/** A float16 from its bits: below 2^-14 there is no leading one, and the highest exponent is infinity or no number. */
function fromHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1
  const exponent = (bits >>> 10) & 31
  const fraction = (bits & 1023) / 1024
  if (exponent === 0) return sign * fraction * 2 ** -14
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN
  return sign * (1 + fraction) * 2 ** (exponent - 15)
}

/** Index of the first element of a tensor that is infinite or not a number, -1 if there is none; reads the tensor. */
export function firstNotFinite(tensor: StoredTensor): number {
  const bytes = readBytes(tensor)
  // Such a number has all bits of its exponent set, which lie in the last two bytes of each.
  const exponent = { F32: 0x7f80, F16: 0x7c00, BF16: 0x7f80 }[tensor.type]
  const size = bytesOf[tensor.type]
  for (let end = size; end <= bytes.length; end += size) {
    if ((bytes.readUInt16LE(end - 2) & exponent) === exponent) return end / size - 1
  }
  return -1
}

function readBytes({ file, offset, length }: StoredTensor): Buffer {
  const bytes = Buffer.alloc(length)
  const descriptor = openSync(file, 'r')
  try {
    readSync(descriptor, bytes, 0, length, offset)
  } finally {
    closeSync(descriptor)
  }
  return bytes
}

function readHeader(file: string): { path: string; size: number; header: { entries: object; end: number } } {
  const path = resolveFile(file)
  const descriptor = openSync(path, 'r')
  try {
    const stat = fstatSync(descriptor)
    if (stat.isDirectory()) throw new Error(`${file} is a folder: expected a safetensors file.`)
    const { size } = stat
    if (size === 0) throw new Error(`${file} is empty: expected a safetensors file. Copy or download it again.`)
    if (size < 8) throw new Error(`${file} is truncated: expected at least 8 bytes, found ${size}. Copy it again.`)
    const prefix = Buffer.alloc(8)
    readSync(descriptor, prefix, 0, 8, 0)
    const length = Number(prefix.readBigUInt64LE())
    if (length > longestHeader) {
      const kind = prefix.toString('latin1').startsWith('version ')
        ? 'a Git LFS pointer: run `git lfs pull`'
        : 'another format'
      throw new Error(
        `${file} has no safetensors header: the first 8 bytes give a length of ${length}; it may be ${kind}.`,
      )
    }
    if (8 + length > size) {
      throw new Error(
        `${file} is truncated: its header ends at byte ${8 + length}, the file at ${size}. Copy it again.`,
      )
    }
    const text = Buffer.alloc(length)
    readSync(descriptor, text, 0, length, 8)
    return { path, size, header: { entries: parseHeader(file, text.toString('utf8')), end: 8 + length } }
  } finally {
    closeSync(descriptor)
  }
}

function resolveFile(file: string): string {
  try {
    return realpathSync(file)
  } catch {
    throw new Error(`${file} is missing: expected the weights of a model in safetensors format.`)
  }
}

function parseHeader(file: string, text: string): object {
  let header: unknown
  try {
    header = JSON.parse(text)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Error(`${file} has a safetensors header that is not JSON: ${reason}. Copy it again.`)
  }
  if (typeof header === 'object' && header !== null && !Array.isArray(header)) return header
  throw new Error(`${file} has a safetensors header that is no JSON object. Copy it again.`)
}

function storedTensor(
  name: string,
  entry: unknown,
  where: { file: string; path: string; size: number; start: number },
): StoredTensor {
  const { file, path, size, start } = where
  const { dtype, shape, data_offsets: offsets } = checkedEntry(file, name, entry)
  if (dtype !== 'F32' && dtype !== 'F16' && dtype !== 'BF16') {
    throw new Error(`${file}: tensor ${name} has type ${dtype}; known: F32, F16, BF16. Save the model in one of them.`)
  }
  const [begin, end] = offsets
  const wanted = shape.reduce((product, n) => product * n, bytesOf[dtype])
  if (end - begin !== wanted) {
    throw new Error(
      `${file}: tensor ${name} of type ${dtype} and shape [${shape.join(', ')}] needs ${wanted} bytes, its offsets give ${end - begin}.`,
    )
  }
  if (start + end > size) {
    throw new Error(
      `${file} is truncated: tensor ${name} ends at byte ${start + end}, the file at ${size}. Copy it again.`,
    )
  }
  return { name, type: dtype, shape, file: path, offset: start + begin, length: wanted }
}

function checkedEntry(
  file: string,
  name: string,
  entry: unknown,
): { dtype: string; shape: number[]; data_offsets: [number, number] } {
  if (typeof entry === 'object' && entry !== null && 'dtype' in entry && 'shape' in entry && 'data_offsets' in entry) {
    const { dtype, shape, data_offsets: offsets } = entry
    if (typeof dtype === 'string' && isCounts(shape) && isCounts(offsets)) {
      const [begin, end] = offsets
      if (offsets.length === 2 && begin !== undefined && end !== undefined)
        return { dtype, shape, data_offsets: [begin, end] }
    }
  }
  throw new Error(
    `${file}: tensor ${name} needs dtype, shape and data_offsets in the header, found ${JSON.stringify(entry)}.`,
  )
}

function isCounts(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((n) => Number.isSafeInteger(n) && n >= 0)
}
