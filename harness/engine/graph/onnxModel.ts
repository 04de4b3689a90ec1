import { elementTypes } from './graph.ts'
import type { Attributes, Constant, Graph, Node, Port } from './graph.ts'
import { bytesField, floatField, integerField } from './protobuf.ts'
import type { Message } from './protobuf.ts'
import type { StoredTensor } from '../checkpoint/safetensors.ts'

/** Numbers of `AttributeProto.AttributeType`. */
const attributeTypes = { float: 1, int: 2, string: 3, graph: 5, ints: 7 } as const

/** Writes a graph as an ONNX model (field numbers: onnx.proto, IR version 10, opset 23). Stored tensors become external data below the root folder. */
export function encodeModel(graph: Graph): Uint8Array {
  return Buffer.concat([
    ...integerField(1, 10),
    ...bytesField(2, 'kshot'),
    ...bytesField(7, graphMessage(graph, 'model')),
    ...bytesField(8, [...bytesField(1, ''), ...integerField(2, graph.opset)]),
    ...bytesField(8, [...bytesField(1, 'com.microsoft'), ...integerField(2, 1)]),
  ])
}

function graphMessage(graph: Graph, name: string): Message {
  return [
    ...graph.nodes.flatMap((node) => bytesField(1, nodeMessage(node))),
    ...bytesField(2, name),
    ...graph.constants.flatMap((constant) => bytesField(5, constantMessage(constant))),
    ...[...graph.stored].flatMap(([value, tensor]) => bytesField(5, storedMessage(value, tensor))),
    ...graph.inputs.flatMap((port) => bytesField(11, portMessage(port))),
    ...graph.outputs.flatMap((port) => bytesField(12, portMessage(port))),
  ]
}

/** A node is known by its first output. */
export function nodeName(outputs: readonly string[]): string {
  return `node ${outputs[0] ?? ''}`
}

function nodeMessage({ type, inputs, outputs, attributes }: Node): Message {
  const [name = '', domain = ''] = type.split(':').toReversed()
  return [
    ...inputs.flatMap((name) => bytesField(1, name)),
    ...outputs.flatMap((name) => bytesField(2, name)),
    ...bytesField(3, nodeName(outputs)),
    ...bytesField(4, name),
    ...Object.entries(attributes).flatMap(([name, value]) => bytesField(5, attributeMessage(name, value))),
    ...bytesField(7, domain),
  ]
}

function attributeMessage(name: string, value: Attributes[string]): Message {
  const named = bytesField(1, name)
  if (typeof value === 'number') return [...named, ...integerField(3, value), ...integerField(20, attributeTypes.int)]
  if (typeof value === 'string') return [...named, ...bytesField(4, value), ...integerField(20, attributeTypes.string)]
  if ('float' in value) return [...named, ...floatField(2, value.float), ...integerField(20, attributeTypes.float)]
  if ('nodes' in value) {
    return [...named, ...bytesField(6, graphMessage(value, name)), ...integerField(20, attributeTypes.graph)]
  }
  return [...named, ...value.flatMap((n) => integerField(8, n)), ...integerField(20, attributeTypes.ints)]
}

function constantMessage({ name, type, shape, values }: Constant): Message {
  return [
    ...shape.flatMap((n) => integerField(1, n)),
    ...integerField(2, elementTypes[type]),
    ...bytesField(8, name),
    ...bytesField(9, rawBytes(type, values)),
  ]
}

function rawBytes(type: Constant['type'], values: readonly number[]): Uint8Array {
  switch (type) {
    case 'float':
      return new Uint8Array(Float32Array.from(values).buffer)
    case 'int32':
      return new Uint8Array(Int32Array.from(values).buffer)
    case 'int64':
      return new Uint8Array(BigInt64Array.from(values, BigInt).buffer)
    case 'bool':
      return Uint8Array.from(values)
  }
}

function storedMessage(name: string, { type, shape, file, offset, length }: StoredTensor): Message {
  const entry = (key: string, value: string | number): Message =>
    bytesField(13, [...bytesField(1, key), ...bytesField(2, String(value))])
  return [
    ...shape.flatMap((n) => integerField(1, n)),
    ...integerField(2, elementTypes[({ F32: 'float', F16: 'float16', BF16: 'bfloat16' } as const)[type]]),
    ...bytesField(8, name),
    ...entry('location', belowRoot(file)),
    ...entry('offset', offset),
    ...entry('length', length),
    ...integerField(14, 1),
  ]
}

/** Locations must be relative to the folder that the session names, which is the root of the file system. */
function belowRoot(file: string): string {
  return file
    .replace(/^[A-Za-z]:/, '')
    .replaceAll('\\', '/')
    .replace(/^\/+/, '')
}

function portMessage({ name, type, shape }: Port): Message {
  const dimensions = shape.flatMap((n) => bytesField(1, typeof n === 'number' ? integerField(1, n) : bytesField(2, n)))
  const tensor = [...integerField(1, elementTypes[type]), ...bytesField(2, dimensions)]
  return [...bytesField(1, name), ...bytesField(2, bytesField(1, tensor))]
}
