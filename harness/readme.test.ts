import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import manifest from '../package.json' with { type: 'json' }
import { writtenGate, writtenHypothesis, writtenProperty, writtenStudy, writtenTask } from './suite/validate.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const readme = readFileSync(join(root, 'README.md'), 'utf8')
const blocks = [...readme.matchAll(/```yaml\n([\s\S]*?)```/gu)].map(([, text]) => text ?? '')

/** Folders inside one, to some depth; what lies deeper is told by its parent's line. */
function folders(inside: string, depth: number): string[] {
  return readdirSync(join(root, inside), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !/^(\.|node_modules|__pycache__|work$)/u.test(entry.name))
    .flatMap((entry) => {
      const folder = join(inside, entry.name)
      return [`${folder}/`, ...(depth > 1 ? folders(folder, depth - 1) : [])]
    })
}

describe('the README', () => {
  test('lists every folder in its tree, and no folder that is not there', () => {
    const tree = /## The tree\n\n```\n([\s\S]*?)```/u.exec(readme)?.[1] ?? ''
    const parents: string[] = []
    const listed = tree.split('\n').flatMap((line) => {
      const [, indent = '', name] = /^( *)(\S+\/)(?: |$)/u.exec(line) ?? []
      if (name === undefined) return []
      parents.length = indent.length / 2
      parents.push(name)
      return [parents.join('')]
    })
    const told = new Set([...folders('.', 2), ...folders('harness', 2)])
    expect(listed.sort()).toEqual([...told].sort())
  })

  test('says why each runtime dependency is there', () => {
    const table = /## Dependencies\n([\s\S]*?)\n## /u.exec(readme)?.[1] ?? ''
    const named =
      table
        .match(/^\|.*\|.*\|$/gmu)
        ?.slice(2)
        .flatMap((row) => row.split('|')[1]?.match(/`[^`]+`/gu) ?? []) ?? []
    const prefix = '@stdlib/stats-base-dists'
    const full = named.map((name) => name.slice(1, -1)).map((name) => (name.startsWith('-') ? prefix + name : name))
    expect(full.sort()).toEqual(Object.keys(manifest.dependencies).sort())
  })

  test('shows suites that the schemas accept', () => {
    expect(blocks.map((text) => text.split(':', 1)[0])).toEqual(['task', 'hypothesis', 'gate', 'property', 'study'])
    const [task = '', hypothesis = '', gate = '', property = '', study = ''] = blocks
    expect(writtenTask('README.md', task).data.task).toBe('nli/kind')
    expect(writtenHypothesis('README.md', hypothesis).data.hypothesis).toBe('H1')
    expect(writtenGate('README.md', gate).data.gate).toBe('checkpoint-1200')
    expect(writtenProperty('README.md', property).data.property).toBe('option-order')
    expect(writtenStudy('README.md', study).data.study).toBe('mine')
  })

  test('names only scripts that exist', () => {
    const named = [...readme.matchAll(/npm (?:run )?(test|[a-z:]+)`/gu)].map(([, script]) => script)
    for (const script of named) expect(Object.keys(manifest.scripts)).toContain(script)
  })
})
