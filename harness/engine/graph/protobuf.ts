/** A message under construction: the wire format of protocol buffers, as far as writing ONNX needs it. */
export type Message = Uint8Array[]

/** A field that holds a whole number (int32, int64, enum); negative numbers take ten bytes. */
export function integerField(field: number, value: number): Message {
  return [varint(field * 8), varint(value)]
}

/** A field that holds a 32-bit float. */
export function floatField(field: number, value: number): Message {
  const bytes = new Uint8Array(4)
  new DataView(bytes.buffer).setFloat32(0, value, true)
  return [varint(field * 8 + 5), bytes]
}

/** A field that holds text, bytes or another message. */
export function bytesField(field: number, value: string | Uint8Array | Message): Message {
  const parts =
    typeof value === 'string' ? [new TextEncoder().encode(value)] : value instanceof Uint8Array ? [value] : value
  const length = parts.reduce((sum, part) => sum + part.length, 0)
  return [varint(field * 8 + 2), varint(length), ...parts]
}

function varint(value: number): Uint8Array {
  const bytes: number[] = []
  let rest = BigInt.asUintN(64, BigInt(value))
  while (rest > 127n) {
    bytes.push(Number(rest & 127n) | 128)
    rest >>= 7n
  }
  bytes.push(Number(rest))
  return Uint8Array.from(bytes)
}
