import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { compile, type JSONSchema } from 'json-schema-to-typescript'

/** The TypeScript text of `report.generated.ts`, made from `report.schema.json`; run this file to write it. */
export async function generateReportTypes(): Promise<string> {
  const schema = JSON.parse(await readFile(beside('report.schema.json'), 'utf8')) as JSONSchema
  return compile(schema, 'Report', {
    bannerComment: '// Generated from report.schema.json by generate.ts. Do not edit.',
    ignoreMinAndMaxItems: true,
    style: { printWidth: 120, singleQuote: true, semi: false },
  })
}

const beside = (name: string) => fileURLToPath(new URL(name, import.meta.url))

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await writeFile(beside('report.generated.ts'), await generateReportTypes())
}
