import type { PropertyCounterexample, Report } from '../harness/report/report.generated.ts'
import { escape, rowsTable } from './markdownText.ts'
import { percent } from './number.ts'
import { type Piece, promptDiff } from './promptDiff.ts'
import { propertyFacts, propertySubject } from './propertyLines.ts'
import { robustnessSection } from './robustnessLines.ts'
import { clean } from './width.ts'

/** Every property with its answer, and its counterexample as a difference of two prompts. */
export function propertySection({ properties }: Pick<Report, 'properties'>): string[] {
  return properties.flatMap((property, index) => {
    const { state, expect, asExpected, file, line, column, counterexample } = property
    return [
      ...(index === 0 ? [] : ['']),
      `**${escape(property.property)}** ${escape(property.claim)}`,
      '',
      `- **${state.toUpperCase()}** ${escape(propertySubject(property))}`,
      ...propertyFacts(property).map((fact) => `  - ${escape(fact)}`),
      `  - ${escape(`${asExpected ? 'as expected' : `failed, expected ${expect}`}: ${file}:${line}:${column}`)}`,
      ...robustnessSection(property),
      ...(counterexample === undefined ? [] : caseBlock(counterexample)),
    ]
  })
}

function caseBlock({ before, after, right, replay }: PropertyCounterexample): string[] {
  const lines = promptDiff(before.prompt, after.prompt).flatMap((row) =>
    row.state === 'same' ? [`  ${clean(row.text)}`] : [...written('-', row.before), ...written('+', row.after)],
  )
  // A prompt may hold a fence of its own.
  const fence = '`'.repeat(Math.max(3, ...(lines.join('\n').match(/`+/gu) ?? []).map(({ length }) => length + 1)))
  return ['', `${fence}diff`, ...lines.map((line) => line.trimEnd()), fence, '', ...answers(), '', fence, replay, fence]

  function answers(): string[] {
    if (before.options.length === 0)
      return [`“${escape(before.answer)}”, then “${escape(after.answer)}”; right: “${escape(right)}”`]
    const rows = [...before.options]
      .sort((a, b) => a.place - b.place)
      .map(({ text, place, share }) => {
        const then = after.options.find((option) => option.place === place)
        return [
          `${text}${text === right ? ' (right)' : ''}`,
          `${percent(share)}${text === before.answer ? ', chosen' : ''}`,
          then === undefined ? '–' : `${percent(then.share)}${then.text === after.answer ? ', chosen' : ''}`,
        ]
      })
    return rowsTable(['option', 'as it is written', 'rewritten'], rows)
  }
}

const written = (sign: string, pieces: readonly Piece[]) =>
  pieces.length === 0 ? [] : [`${sign} ${pieces.map(({ text }) => clean(text)).join('')}`]
