import type { YAMLError } from 'yaml'
import type { Problem } from './problem.ts'

type Position = { line: number; column: number }

/** What a YAML syntax error means for the person who wrote the file; `position` turns offsets into places. */
export function syntaxProblem(
  error: YAMLError,
  text: string,
  position: (offset: number) => Position,
): Omit<Problem, 'file'> {
  const [offset] = error.pos
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1).split(/\r?\n/, 1)[0] ?? ''
  const found = line.trim() === '' ? error.message : `${line.trim().slice(0, 60)} (${error.message})`
  if (error.code === 'DUPLICATE_KEY') {
    return {
      ...position(offset),
      what: 'a key is written twice',
      expected: 'each key once: only one of the two values could count',
      found: line.trim().slice(0, 60),
      todo: 'Delete or rename one of them.',
    }
  }
  if (error.code === 'MULTIPLE_DOCS') {
    return {
      ...position(offset),
      what: 'a second document begins here',
      expected: 'one document in a file',
      found: 'a line `---` after the first document',
      todo: 'Move the second document to a file of its own, or delete the line.',
    }
  }
  if (error.code === 'TAB_AS_INDENT' || /^\s*\t/.test(line)) {
    return {
      ...position(offset),
      what: 'the line is indented with a tab',
      expected: 'spaces: YAML refuses tabs as indentation',
      found: 'a tab',
      todo: 'Replace the tab by spaces.',
    }
  }
  return {
    ...position(offset),
    what: 'this is not valid YAML',
    expected: 'a YAML map of keys and values',
    found,
    todo: 'Correct the line; text that holds `: `, `#`, `{` or a quote needs quotes around it.',
  }
}

/** A file without any content. */
export function emptyProblem(file: string): Problem {
  return {
    file,
    line: 1,
    column: 1,
    what: 'the file is empty',
    expected: 'a YAML map of keys and values',
    found: 'no key',
    todo: 'Write the suite here, or delete the file.',
  }
}

/** An alias of an anchor that does not stand before it. */
export function unknownAnchor(name: string): Pick<Problem, 'what' | 'expected' | 'found' | 'todo'> {
  return {
    what: 'the alias stands for nothing',
    expected: `an anchor \`&${name}\` before it`,
    found: `*${name}`,
    todo: 'Set the anchor, or put the text in quotes if it begins with a star.',
  }
}

/** Aliases of aliases, which multiply. */
export const aliasesProblem: Pick<Problem, 'what' | 'expected' | 'found' | 'todo'> = {
  what: 'its aliases stand for too many values',
  expected: 'a file that is hardly longer without its aliases',
  found: 'aliases of lists or maps that hold aliases themselves',
  todo: 'Write the values out.',
}
