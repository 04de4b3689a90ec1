import { isAlias, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, visit, type Document } from 'yaml'
import { type Problem, SuiteError } from './problem.ts'
import type { SuiteFile } from './suiteFile.ts'
import { dotted } from './words.ts'
import { aliasesProblem, emptyProblem, syntaxProblem, unknownAnchor } from './yamlProblems.ts'

/** A YAML file as plain data, with the positions that its problems point at. */
export interface YamlSource {
  data: unknown
  file: SuiteFile
  /** Line and column of the key at a path of keys. */
  keyAt: SuiteFile['at']
}

/** Reads one YAML document; throws a SuiteError for bad syntax, duplicate keys, aliases of nothing or of too much, an empty file or a second document. */
export function readYaml(path: string, text: string): YamlSource {
  const counter = new LineCounter()
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false, logLevel: 'error' })
  const position = (offset: number) => {
    const { line, col } = counter.linePos(offset)
    return { line, column: col }
  }
  if (document.errors.length > 0) {
    // What follows a fault of layout is mostly its echo; repeated keys are faults of their own.
    const told = document.errors.filter((error, index) => index === 0 || error.code === 'DUPLICATE_KEY')
    throw new SuiteError(told.map((error) => ({ file: path, ...syntaxProblem(error, text, position) })))
  }
  if (document.contents === null) throw new SuiteError([emptyProblem(path)])
  return {
    data: plain(document, path, position),
    file: { path, text, at: (keys) => position(placeOf(document, keys).value) },
    keyAt: (keys) => position(placeOf(document, keys).key),
  }
}

/** The data of a document, its aliases filled in. */
function plain(
  document: Document,
  path: string,
  position: (offset: number) => { line: number; column: number },
): unknown {
  visit(document, {
    Alias(_, alias) {
      if (alias.resolve(document) === undefined)
        throw new SuiteError([{ file: path, ...position(offsetOf(alias)), ...unknownAnchor(alias.source) }])
    },
  })
  try {
    return document.toJS()
  } catch {
    // Its only other fault: a short file could fill the memory.
    throw new SuiteError([{ file: path, line: 1, column: 1, ...aliasesProblem }])
  }
}

/** A problem with the value at a path of keys; `what` follows the path's name. */
export function problemIn(
  file: SuiteFile,
  keys: readonly (string | number)[],
  complaint: Omit<Problem, 'file' | 'line' | 'column'>,
): Problem {
  return { file: file.path, ...file.at(keys), ...complaint, what: `\`${dotted(keys)}\` ${complaint.what}` }
}

/** Offsets of the key and the value at a path; of the nearest parent that exists. */
function placeOf(document: Document, keys: readonly (string | number)[]): { key: number; value: number } {
  let node: unknown = document.contents
  let place = { key: offsetOf(node), value: offsetOf(node) }
  for (const key of keys) {
    if (isAlias(node)) node = node.resolve(document)
    if (isSeq(node)) {
      const item: unknown = node.items[Number(key)]
      if (item === undefined) return place
      node = item
      place = { key: offsetOf(item), value: offsetOf(item) }
    } else if (isMap(node)) {
      const pair = node.items.find((entry) => isScalar(entry.key) && String(entry.key.value) === String(key))
      if (pair === undefined) return place
      node = pair.value
      place = { key: offsetOf(pair.key), value: offsetOf(pair.value ?? pair.key) }
    } else return place
  }
  return place
}

const offsetOf = (node: unknown) => (isNode(node) ? (node.range?.[0] ?? 0) : 0)
