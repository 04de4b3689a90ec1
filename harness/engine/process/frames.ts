/**
 * One message on the socket: 4 bytes header length, 4 bytes payload length (little-endian), the header as JSON, the payload as raw bytes.
 * Numbers in bulk travel in the payload, because JSON would cost more than the model.
 */
export function encodeFrame(header: object, payload: Uint8Array = new Uint8Array(0)): Uint8Array {
  const json = Buffer.from(JSON.stringify(header), 'utf8')
  const lengths = Buffer.alloc(8)
  lengths.writeUInt32LE(json.length, 0)
  lengths.writeUInt32LE(payload.length, 4)
  return Buffer.concat([lengths, json, payload])
}

/** Returns a function that takes the bytes of a stream as they come and calls back with every complete frame. */
export function createFrameReader(
  onFrame: (header: unknown, payload: Uint8Array) => void,
): (chunk: Uint8Array) => void {
  let chunks: Uint8Array[] = []
  let held = 0
  let wanted = 8
  return (chunk) => {
    chunks.push(chunk)
    held += chunk.length
    // Large frames come in many chunks: they are joined once, when all are there.
    if (held < wanted) return
    let bytes = Buffer.concat(chunks)
    wanted = frameLength(bytes)
    while (bytes.length >= wanted) {
      const split = 8 + bytes.readUInt32LE(0)
      const header: unknown = JSON.parse(bytes.toString('utf8', 8, split))
      const payload = bytes.subarray(split, wanted)
      bytes = bytes.subarray(wanted)
      wanted = frameLength(bytes)
      onFrame(header, payload)
    }
    chunks = [bytes]
    held = bytes.length
  }
}

function frameLength(bytes: Buffer): number {
  return bytes.length < 8 ? 8 : 8 + bytes.readUInt32LE(0) + bytes.readUInt32LE(4)
}
