/** What is wrong with the braces of a template, if anything; only `{{name}}` has a meaning. */
export function templateFault(template: string): string | undefined {
  const at = template.replace(slot, (match) => ' '.repeat(match.length)).indexOf('{{')
  return at < 0 ? undefined : template.slice(at, at + 24)
}

/** The names that a template asks for, in order, each once. */
export function templateNames(template: string): readonly string[] {
  return parsed(template).names
}

/** Fills every `{{name}}`; values are not looked into again. Throws for a name without a value. */
export function fillTemplate(template: string, values: Readonly<Record<string, string>>): string {
  let text = ''
  for (const part of filledParts(template, values)) text += part.text
  return text
}

/** The same in its parts: the template's own words, and under their names the values. */
export function filledParts(
  template: string,
  values: Readonly<Record<string, string>>,
): { text: string; name?: string }[] {
  return parsed(template).parts.map((part) => {
    if ('text' in part) return part
    const { name } = part
    const value = Object.hasOwn(values, name) ? values[name] : undefined
    if (value === undefined) throw new Error(`template names {{${name}}}, and no value has that name: ${template}`)
    return { text: value, name }
  })
}

interface Parsed {
  parts: readonly ({ text: string } | { name: string })[]
  names: readonly string[]
}

/** A template is taken apart once: a study fills some of them for tens of thousands of rows. */
const known = new Map<string, Parsed>()

function parsed(template: string): Parsed {
  const before = known.get(template)
  if (before !== undefined) return before
  // Splitting at a pattern with a group gives the names at every second place.
  const parts = template.split(slot).map((part, index) => (index % 2 === 0 ? { text: part } : { name: part }))
  const names = [...new Set(parts.flatMap((part) => ('name' in part ? [part.name] : [])))]
  const found = { parts, names }
  known.set(template, found)
  return found
}

const slot = /\{\{([A-Za-z_][A-Za-z0-9_]*)\}\}/g
