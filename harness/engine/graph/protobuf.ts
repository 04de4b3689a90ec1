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
  // A message is joined here, or every part of it would be handed on once for each message around it.
  const whole =
    typeof value === 'string' ? encoder.encode(value) : value instanceof Uint8Array ? value : Buffer.concat(value)
  return [varint(field * 8 + 2), varint(whole.length), whole]
}

const encoder = new TextEncoder()

function varint(value: number): Uint8Array {
  return bytes[value] ?? longVarint(value)
}

/** Almost every number in a model is a field, a length or a type below 128: one byte, written once for all. */
const bytes = Array.from({ length: 128 }, (_, value) => Uint8Array.of(value))

function longVarint(value: number): Uint8Array {
  const written: number[] = []
  let rest = BigInt.asUintN(64, BigInt(value))
  while (rest > 127n) {
    written.push(Number(rest & 127n) | 128)
    rest >>= 7n
  }
  written.push(Number(rest))
  return Uint8Array.from(written)
}
