import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Architecture } from './architecture.ts'
import { readJson } from './jsonFile.ts'
import { readSafetensors } from './safetensors.ts'
import type { StoredTensor } from './safetensors.ts'

/** The tensors of a model folder by their full names, but for those that nothing reads, and the file that lists them: the weights themselves or the index of their shards. */
export function readWeights(
  folder: string,
  architecture: Architecture,
): { tensors: Map<string, StoredTensor>; file: string } {
  const { tensors, file } = readFiles(folder, architecture.ignored)
  const { prefix } = architecture
  const embedding = `${architecture.tensors.embedding}.weight`
  const bare = !tensors.has(embedding) && tensors.has(embedding.slice(prefix.length))
  if (!bare) return { tensors, file }
  const head = `${architecture.tensors.head}.`
  const named = [...tensors].map(
    ([name, tensor]) => [name.startsWith(head) ? name : `${prefix}${name}`, tensor] as const,
  )
  return { tensors: new Map(named), file }
}

function readFiles(folder: string, ignored: RegExp): { tensors: Map<string, StoredTensor>; file: string } {
  const single = join(folder, 'model.safetensors')
  const index = `${single}.index.json`
  if (existsSync(single) || !existsSync(index)) return { tensors: readSafetensors(single, ignored), file: single }
  const map = readJson(index).object('weight_map')
  if (map === undefined) throw new Error(`${index}: weight_map is missing: expected the file of every tensor.`)
  const shards = new Set(map.keys().map((name) => String(map.value(name))))
  const tensors = new Map<string, StoredTensor>()
  for (const shard of shards) {
    for (const [name, tensor] of readSafetensors(join(folder, shard), ignored)) {
      const other = tensors.get(name)
      if (other !== undefined)
        throw new Error(`${index}: tensor ${name} is in two of its files, ${other.file} and ${tensor.file}. Keep one.`)
      tensors.set(name, tensor)
    }
  }
  const lost = map.keys().find((name) => !tensors.has(name) && !ignored.test(name))
  if (lost !== undefined) throw new Error(`${index}: tensor ${lost} is in none of the files it names.`)
  return { tensors, file: index }
}
