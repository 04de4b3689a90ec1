import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { compileFromFile } from 'json-schema-to-typescript'

/** The kinds of suite file that have a schema. */
export const kinds = ['task', 'borrowedTask', 'study', 'hypothesis', 'gate', 'property'] as const

/** The TypeScript text of `<kind>.generated.ts`, made from `<kind>.schema.json`; run this file to write all of them. */
export async function generateTypes(kind: (typeof kinds)[number]): Promise<string> {
  return compileFromFile(inFolder(`${kind}.schema.json`), {
    bannerComment: `// Generated from ${kind}.schema.json by generate.ts. Do not edit.`,
    ignoreMinAndMaxItems: true,
    style: { printWidth: 120, singleQuote: true, semi: false },
  })
}

const inFolder = (name: string) => path.join(path.dirname(fileURLToPath(import.meta.url)), name)

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const kind of kinds) await writeFile(inFolder(`${kind}.generated.ts`), await generateTypes(kind))
}
